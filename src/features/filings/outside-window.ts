/** The instants between which an act arrives in time, and what they rest on. */
export interface Times {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly norm?: string | undefined;
}

/** What arrived too early or too late, and by which act it did. */
export type OutsideWindow =
  | {
      readonly refusal: 'not-open';
      readonly arrivedAt: Date;
      readonly opensAt: Date | undefined;
      readonly norm?: string | undefined;
    }
  | {
      readonly refusal: 'closed';
      readonly arrivedAt: Date;
      readonly closesAt: Date;
      readonly norm?: string | undefined;
    };

/** Why an instant is outside a window; nothing when it is inside. */
export function outsideWindow(window: Times | undefined, arrivedAt: Date): OutsideWindow | undefined {
  if (window === undefined) return { refusal: 'not-open', arrivedAt, opensAt: undefined };
  const { opensAt, closesAt, norm } = window;
  if (arrivedAt < opensAt) return { refusal: 'not-open', arrivedAt, opensAt, norm };
  return arrivedAt < closesAt ? undefined : { refusal: 'closed', arrivedAt, closesAt, norm };
}
