import { Actions, Instant, LinkButton, Notice } from '../../../ui/index.ts';
import { daysUntil } from '../password-expiry.ts';
import { AccountPage } from './account-page.tsx';
import type { Look } from './look.ts';

interface ExpiryProps {
  readonly look: Look;
  readonly end: Date;
  readonly now: Date;
  /** Where they were going. */
  readonly next: string;
}

/** How long the password has to live, what comes then, and the two ways on. */
export function ExpiryPage({ look, end, now, next }: ExpiryProps) {
  const left = daysUntil(end, now);
  const title = left > 0 ? `La tua password scade tra ${daysWords(left)}` : 'La tua password è scaduta';
  return (
    <AccountPage look={look} title={title}>
      <Notice kind="warning" announced>
        {left > 0 ? (
          <>
            Vale fino a <Instant at={end} />. Cambiarla richiede un minuto.
          </>
        ) : (
          'Hai una domanda da inoltrare e mancano meno di 24 ore: te la facciamo cambiare dopo.'
        )}
      </Notice>
      <p>
        {left > 0
          ? 'Dopo quella data, al primo accesso ti chiediamo di sceglierne una nuova. '
          : 'Quando il termine sarà passato, al primo accesso ti chiediamo di sceglierne una nuova. '}
        Non perdi niente: utenza, bozze e domande restano al loro posto.
      </p>
      <Actions>
        <LinkButton icon="it-lock" href={`/profilo/password?dopo=${encodeURIComponent(next)}`}>
          Cambia la password adesso
        </LinkButton>
        <LinkButton look="outline" href={next}>
          Continua senza cambiarla
        </LinkButton>
      </Actions>
    </AccountPage>
  );
}

export function daysWords(days: number): string {
  return days === 1 ? '1 giorno' : `${days} giorni`;
}
