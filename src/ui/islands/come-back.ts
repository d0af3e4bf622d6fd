/** Sends a form that waits for its turn again by itself; sent twice it does what it does once. */
export function startAgain(form: HTMLFormElement): void {
  setTimeout(() => form.requestSubmit(), 1000 * Number(form.dataset['again']));
}

/** Loads the page again when what it announces should be ready. A page nobody looks at waits until somebody does. */
export function startRefresh(place: HTMLElement): void {
  const reload = () => {
    if (document.visibilityState === 'visible') location.reload();
    else document.addEventListener('visibilitychange', reload, { once: true });
  };
  setTimeout(reload, 1000 * Number(place.dataset['refresh']));
}
