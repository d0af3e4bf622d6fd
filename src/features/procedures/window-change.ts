import type { TimedWindow } from './window.ts';

export interface WantedWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

export type WindowChange = 'extended' | 'reopened' | 'shortened' | 'rescheduled';
export type WindowRefusal = 'backwards' | 'over' | 'same' | 'crosses' | 'people-inside' | 'begun';

/**
 * What moving a window would be, or why it may not be. A window may always be given more time; time is taken away only
 * while nobody has an application begun and not filed, because they count on the hour they were told
 * (L. 241/1990 art. 1 c. 2-bis: good faith). Of the other kinds nobody can say who counts on it: once open, it stays so.
 */
export function windowChange(
  current: Pick<TimedWindow, 'kind' | 'opensAt' | 'closesAt' | 'phase'>,
  wanted: WantedWindow,
  about: { readonly inside: number; readonly now: Date; readonly crosses?: string | undefined },
): WindowChange | { readonly refused: WindowRefusal } {
  const { inside, now } = about;
  if (wanted.closesAt <= wanted.opensAt) return { refused: 'backwards' };
  if (wanted.closesAt <= now) return { refused: 'over' };
  const opens = wanted.opensAt.getTime() - current.opensAt.getTime();
  const closes = wanted.closesAt.getTime() - current.closesAt.getTime();
  if (opens === 0 && closes === 0) return { refused: 'same' };
  const takesTime = closes < 0 || (opens > 0 && wanted.opensAt > now);
  if (about.crosses !== undefined) return { refused: 'crosses' };
  if (takesTime && current.kind !== 'filing' && current.phase === 'open') return { refused: 'begun' };
  if (takesTime && inside > 0 && current.phase === 'open') return { refused: 'people-inside' };
  if (closes < 0) return 'shortened';
  if (current.phase === 'closed') return 'reopened';
  return closes > 0 ? 'extended' : 'rescheduled';
}

/** Why not, for who asked. */
export function windowRefusalWords(refused: WindowRefusal, inside: number, crosses = ''): string {
  const people = inside === 1 ? 'una persona ha' : `${inside} persone hanno`;
  return {
    backwards: 'La chiusura viene prima dell’apertura: controlla i due giorni.',
    over: 'La chiusura è già passata: una finestra si chiude soltanto in un momento che deve ancora venire.',
    same: 'Apertura e chiusura sono già queste: non c’è niente da cambiare.',
    crosses: `In quei giorni è aperta anche «${crosses}»: non si saprebbe quale vale. Sposta prima quella.`,
    begun: 'È già aperta: il tempo che è stato promesso non si può togliere. Puoi solo prorogare.',
    'people-inside': `In questo momento ${people} una domanda cominciata e non inoltrata: il tempo che è stato promesso non si può togliere. Puoi solo prorogare.`,
  }[refused];
}
