import { remainingWords } from '../parts/remaining-words.ts';

const hour = 3_600_000;

/** Keeps the time left true. It starts from what the server said: the clock of this device plays no part. */
export function startCountdown(place: HTMLElement): void {
  const atStart = Number(place.dataset['remaining']);
  const started = performance.now();
  const tick = () => {
    const left = atStart - (performance.now() - started);
    place.textContent = remainingWords(left);
    if (left > 0) setTimeout(tick, left > hour ? 30_000 : 1000);
  };
  tick();
}
