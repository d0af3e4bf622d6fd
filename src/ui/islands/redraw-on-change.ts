import { whenSaved } from './dom.ts';

/**
 * A question whose answer makes others appear: once it is answered and saved, the form is sent with its "Aggiorna i
 * campi" button, which nobody then needs to see, and the page comes back with the right questions. By keyboard it waits
 * until the question is left, so that going through the choices with the arrows does not reload the page at each step.
 */
export function startRedrawOnChange(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>(
    'button[name="vai"][value="aggiorna"], button[name="vai"][value="aggiungi"]',
  );
  if (!button) return;
  button.hidden = true;
  const redraw = () => {
    form.dispatchEvent(new CustomEvent(whenSaved, { detail: () => form.requestSubmit(button) }));
  };
  let pointer = false;
  let changed: Element | null = null;
  form.addEventListener('pointerdown', () => {
    pointer = true;
  });
  form.addEventListener('keydown', () => {
    pointer = false;
  });
  form.addEventListener('change', (event) => {
    const group = (event.target as Element).closest('[data-redraw]');
    if (!group) return;
    const chosenFromList = event.target instanceof HTMLInputElement && event.target.type === 'hidden';
    if (pointer || chosenFromList) redraw();
    else changed = group;
  });
  form.addEventListener('focusout', (event) => {
    if (!changed || changed.contains(event.relatedTarget as Node | null)) return;
    changed = null;
    redraw();
  });
}
