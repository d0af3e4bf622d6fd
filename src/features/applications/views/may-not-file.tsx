import { Notice } from '../../../ui/index.ts';

/** For who waits to be identified again: what can be done with the draft meanwhile, and what cannot. */
export function MayNotFile() {
  return (
    <Notice kind="warning" title="Puoi compilare, non ancora inoltrare">
      <p>
        Aspetti di essere identificato di nuovo. Le risposte si salvano come sempre; per inoltrare serve il codice
        personale, che scegli dopo l’identificazione. <a href="/abilitazione">Vedi che cosa manca</a>.
      </p>
    </Notice>
  );
}
