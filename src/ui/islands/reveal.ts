/** The button that shows a secret while one types it; it is hidden again before it is sent. */
export function startReveal(place: HTMLElement): void {
  const input = place.querySelector('input');
  const button = place.querySelector('button');
  if (!input || !button) return;
  const label = input.labels?.[0]?.textContent ?? '';
  const show = (shown: boolean) => {
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? 'Nascondi' : 'Mostra';
    button.setAttribute('aria-label', `${button.textContent} ${label}`.trim());
  };
  button.hidden = false;
  show(false);
  button.addEventListener('click', () => show(input.type === 'password'));
  input.form?.addEventListener('submit', () => show(false));
}
