import { Notice } from '../../../ui/index.ts';

/** Said to who was enabled before and waits to be identified again: nothing is lost meanwhile, and what must wait. */
export function Meanwhile({ enabledBefore }: { enabledBefore: boolean }) {
  if (!enabledBefore) return null;
  return (
    <Notice kind="info" title="Intanto le tue bozze sono qui">
      <p>
        Puoi leggere tutto e <a href="/area">continuare le bozze</a>, e iniziarne altre. Per inoltrare, o per ritirare
        una domanda, serve il codice personale: lo scegli alla fine di questa procedura.
      </p>
    </Notice>
  );
}
