import { fromRome } from '../../kernel/rome-time.ts';
import type { Window } from './window-schema.ts';

/** Where an instant stands with respect to a window, and the instants in force. */
export interface WindowState {
  readonly state: 'future' | 'open' | 'closed';
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** The instants set by a recorded act that moved the window: the latest act's. */
export interface MovedWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/**
 * State of a window at the instant of arrival. An hour HH:MM is HH:MM:00 and what arrives at that very
 * instant is late: T−1 ms is accepted, T refused (Cons. Stato: one second later is late).
 */
export function windowState(window: Window, now: Date, moved?: MovedWindow): WindowState {
  const opensAt = moved?.opensAt ?? fromRome(window.opens);
  const closesAt = moved?.closesAt ?? fromRome(window.closes);
  const state = now < opensAt ? 'future' : now < closesAt ? 'open' : 'closed';
  return { state, opensAt, closesAt };
}
