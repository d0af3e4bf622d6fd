import type { ComponentChildren } from 'preact';
import { Details } from './details.tsx';
import { SummaryList } from './summary-list.tsx';

export interface MailSentProps {
  /** Who writes, as the reader sees it. */
  readonly sender: string | undefined;
  readonly subject: string;
  /** Where it went, where that may be said. */
  readonly to?: string | undefined;
  /** The form that has it sent again, with how often that may be. */
  readonly children?: ComponentChildren;
}

/** After "ti abbiamo mandato un’e-mail": what to look for, and what to do when it does not come. */
export function MailSent({ sender, subject, to, children }: MailSentProps) {
  return (
    <>
      <h2>Che e-mail cercare</h2>
      <SummaryList
        rows={[
          ...(to === undefined ? [] : [{ label: 'A', value: to }]),
          ...(sender === undefined ? [] : [{ label: 'Da', value: sender }]),
          { label: 'Oggetto', value: `«${subject}»` },
          { label: 'Quando arriva', value: 'Di solito entro 2 minuti; nei giorni di scadenza anche 15.' },
        ]}
      />
      <h2>Non è arrivata?</h2>
      <ul>
        <li>Guarda nella posta indesiderata (spam) e tra le promozioni.</li>
        <li>Controlla che la casella non sia piena.</li>
        <li>
          Se la casella è della scuola (@scuola.istruzione.it, @posta.istruzione.it) prova ad aprirla: si chiude quando
          finisce il contratto, e a volte prima.
        </li>
      </ul>
      {children}
      <Details summary="Non riesco a leggere quella casella">
        <p>
          Vai con un documento a uno sportello, cioè alla segreteria di una scuola o all’ufficio scolastico: l’operatore
          registra il tuo indirizzo nuovo mentre sei lì. Se hai SPID o la carta d’identità elettronica, prova a entrare
          con quelli e cambia l’indirizzo da solo. Trovi tutto in <a href="/assistenza">assistenza</a>.
        </p>
      </Details>
    </>
  );
}
