/** When a key of the provider is shown, used and put away. */
export interface KeyTimes {
  readonly id: string;
  readonly useFrom: Date;
  readonly retireAt: Date | null;
}

/** A new key is published this long before it signs, so that everybody has seen it by then. */
export const SHOWN_BEFORE_MS = 24 * 3_600_000;
/** After so long a key is followed by another. */
export const ROTATED_AFTER_MS = 90 * 24 * 3_600_000;

/** The keys to be published at this instant, the one in use first. */
export function inOrder<Key extends KeyTimes>(keys: readonly Key[], now: Date): Key[] {
  const shown = keys.filter(({ retireAt }) => retireAt === null || retireAt > now);
  const begun = ({ useFrom }: Key) => useFrom <= now;
  const latest = (one: Key, other: Key) => other.useFrom.getTime() - one.useFrom.getTime();
  return [...shown.filter(begun).toSorted(latest), ...shown.filter((key) => !begun(key))];
}

/** Whether the newest key is so old that another must follow. */
export function isDue(keys: readonly KeyTimes[], now: Date): boolean {
  const newest = Math.max(...keys.map(({ useFrom }) => useFrom.getTime()));
  return now.getTime() - newest >= ROTATED_AFTER_MS;
}

/**
 * From when the next key is used, and until when those before it are shown: whatever they have signed must be over by
 * then. A key somebody else may hold is put away at once, with everything it has signed.
 */
export function succession(now: Date, sessionMs: number, stolen: boolean): { useFrom: Date; retireAt: Date } {
  if (stolen) return { useFrom: now, retireAt: now };
  const useFrom = new Date(now.getTime() + SHOWN_BEFORE_MS);
  return { useFrom, retireAt: new Date(useFrom.getTime() + sessionMs + SHOWN_BEFORE_MS) };
}
