/** Points are integers in hundredths: 2650 is 26,50. Sums stay exact, which shares of a ranking depend on. */
export type Points = number;

/** 26.5 as written in a table → 2650. More than two decimals do not exist in the tables of titles. */
export function pointsOf(written: number): Points {
  return Math.round(written * 100);
}

/** 2650 → "26,50". */
export function formatPoints(points: Points): string {
  const cents = Math.abs(points);
  const sign = points < 0 ? '-' : '';
  return `${sign}${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}
