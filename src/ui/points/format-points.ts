/** Hundredths of a point as Italians write them: 2650 is "26,50", −50 is "−0,50". */
export function formatPoints(hundredths: number): string {
  const size = Math.abs(hundredths);
  const whole = Math.floor(size / 100).toLocaleString('it-IT');
  return `${hundredths < 0 ? '−' : ''}${whole},${String(size % 100).padStart(2, '0')}`;
}
