/**
 * A place where the tests of survival pull the plug: when POLIS_FAULT names it, the process dies there as if killed,
 * with no chance to tidy up. Does nothing otherwise, and nothing ever in production.
 */
export function faultPoint(name: string): void {
  if (process.env['POLIS_FAULT'] !== name || process.env['POLIS_ENV'] === 'production') return;
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment to be delivered: nothing must happen in between.
  for (;;);
}
