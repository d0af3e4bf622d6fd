import type { Prefill } from '../../engines/procedure/index.ts';

export function noneChosen(): string {
  return 'Non hai scelto niente: spunta almeno una voce, o torna alla sezione.';
}

/** What is refused because the list has a maximum. */
export function tooMany({ room, max }: { readonly room: number; readonly max: number }): string {
  if (room <= 0) return `In questa sezione hai già tutte le ${max} voci possibili: togline una e riprova.`;
  return `In questa sezione c’è posto per altre ${room} ${room === 1 ? 'voce' : 'voci'} (al massimo ${max}): scegline di meno.`;
}

/** What was taken, and what is still to be done about it. */
export function takenWords(prefills: readonly Prefill[]): string {
  const unfinished = prefills.filter(({ missing }) => missing.length > 0).length;
  if (prefills.length === 0) return 'Quello che hai scelto era già in questa sezione.';
  const done = prefills.length === 1 ? 'Presa 1 voce' : `Prese ${prefills.length} voci`;
  const left =
    unfinished === 0 ? 'Controlla che siano giuste.' : `Da completare: ${unfinished}. Controlla anche il resto.`;
  return `${done} dal fascicolo. ${left}`;
}
