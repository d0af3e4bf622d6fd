/** "26,5" and "26.5"; no thousands separators, which people and programs read in two ways. */
export function parseNumber(text: string, decimals: number): number | undefined {
  const match = /^([+-]?\d{1,12})(?:[.,](\d+))?$/.exec(text);
  if (match === null || (match[2]?.length ?? 0) > decimals) return undefined;
  return Number(`${match[1]}.${match[2] ?? 0}`) + 0;
}
