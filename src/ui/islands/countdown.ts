import { remaining } from '../../kernel/rome-time.ts';

const hour = 3_600_000;

/** Keeps the time left true. It starts from what the server said: the clock of this device plays no part. */
export function startCountdown(place: HTMLElement): void {
  const atStart = Number(place.dataset['remaining']);
  const started = performance.now();
  const tick = () => {
    const left = atStart - (performance.now() - started);
    place.textContent = left > 0 ? remaining(left) : 'tempo scaduto';
    if (left > 0) setTimeout(tick, left > hour ? 30_000 : 1000);
  };
  tick();
}
