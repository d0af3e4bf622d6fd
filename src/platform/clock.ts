/** What time it is. Wiring hands one to whatever decides, so that tests can hand another. */
export type Clock = () => Date;

/** The machine's own clock: the only place in the product that reads it for decisions. */
export const systemClock: Clock = () => new Date();
