const retryAfter = 8000;

/** A double click sends once; after some seconds, or on coming back to the page, one may try again. */
export function startSubmitOnce(form: HTMLFormElement): void {
  let sentAt = -Infinity;
  let pressed: HTMLElement | null = null;
  const release = () => {
    sentAt = -Infinity;
    pressed?.removeAttribute('aria-disabled');
  };
  form.addEventListener('submit', (event) => {
    if (performance.now() - sentAt < retryAfter) {
      event.preventDefault();
      return;
    }
    sentAt = performance.now();
    pressed = event.submitter;
    pressed?.setAttribute('aria-disabled', 'true');
    setTimeout(release, retryAfter);
  });
  addEventListener('pageshow', release);
}
