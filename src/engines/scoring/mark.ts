/** A mark as declared. `value` has at most two decimals. */
export interface DeclaredMark {
  readonly value: number;
  readonly base: number;
  readonly lode: boolean;
}

/** The mark in this value, when it is one that can be computed with. */
export function asMark(value: unknown): DeclaredMark | undefined {
  const mark = value as Partial<DeclaredMark> | null | undefined;
  if (typeof mark !== 'object' || mark === null) return undefined;
  const { value: points, base, lode } = mark;
  if (typeof points !== 'number' || typeof base !== 'number' || !(base > 0) || !(points >= 0)) return undefined;
  return { value: points, base, lode: lode === true };
}

/**
 * The mark on another scale, rounded to the whole: fractions of 0.50 or more go up (notes to Allegato A).
 * In integers, because 69.5 must be 70 on every machine: floor(x + 1/2) over the common denominator.
 */
export function rescale(mark: DeclaredMark, scale: number): number {
  const hundredths = Math.round(mark.value * 100);
  return Math.floor((2 * hundredths * scale + 100 * mark.base) / (200 * mark.base));
}

/** The mark on another scale in hundredths: 70/100 on ten is 700. With no decimals rounded to the whole first. */
export function scaledMark(mark: DeclaredMark, scale: number, decimals: 0 | 2): number {
  if (decimals === 0) return rescale(mark, scale) * 100;
  const hundredths = Math.round(mark.value * 100);
  return Math.floor((2 * hundredths * scale + mark.base) / (2 * mark.base));
}
