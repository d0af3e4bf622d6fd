import { fromRome } from '../../kernel/rome-time.ts';
import type { Window } from './definition-schema.ts';

/** Where an instant stands with respect to a window, and the instants in force. */
export interface WindowState {
  readonly state: 'future' | 'open' | 'closed';
  readonly opens: Date;
  readonly closes: Date;
}

/** Wall clock (Europe/Rome) set by a recorded act that moved the window: the latest act's values. */
export interface MovedWindow {
  readonly opens?: string;
  readonly closes?: string;
}

/**
 * State of a window at the instant of arrival. An hour HH:MM is HH:MM:00 and what arrives at that very
 * instant is late: T−1 ms is accepted, T refused (Cons. Stato: one second later is late).
 */
export function windowState(window: Window, now: Date, moved: MovedWindow = {}): WindowState {
  const opens = fromRome(moved.opens ?? window.opens);
  const closes = fromRome(moved.closes ?? window.closes);
  const state = now < opens ? 'future' : now < closes ? 'open' : 'closed';
  return { state, opens, closes };
}
