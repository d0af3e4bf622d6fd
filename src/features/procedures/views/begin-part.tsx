import type { Definition } from '../../../engines/procedure/index.ts';
import { Details } from '../../../ui/index.ts';

/** How one begins and how one ends, and what is asked on the way. */
export function HowToBegin({ definition: { sections } }: { definition: Definition }) {
  return (
    <>
      <h2 id="come">Come si presenta</h2>
      <ol>
        <li>Accedi, e controlla che nel tuo profilo dati e recapiti siano giusti.</li>
        <li>
          Compila {sections.length === 1 ? 'la sezione' : `le ${sections.length} sezioni`} della domanda. Quello che
          scrivi si salva da solo: puoi smettere e riprendere quando vuoi, fino alla chiusura.
        </li>
        <li>
          Controlla tutto e inoltra con il codice personale. Solo allora la domanda è presentata, e ricevi il numero di
          protocollo e la ricevuta.
        </li>
      </ol>
      <Details summary="Che cosa ti chiediamo, sezione per sezione">
        <ol>
          {sections.map(({ id, title, intro }) => (
            <li key={id}>
              <strong>{title}</strong>
              {intro ? `: ${intro}` : ''}
            </li>
          ))}
        </ol>
      </Details>
    </>
  );
}
