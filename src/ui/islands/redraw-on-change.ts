import { whenSaved } from './dom.ts';

/** Beside a fragment that is the name of a box: what comes after a question, which only the page that comes back knows. */
const after = '#dopo.';
const buttons = 'button[name="vai"]:is([value="aggiorna"], [value="aggiungi"])';

/**
 * A question whose answer makes others appear: once it is answered and saved, the form is sent with its "Aggiorna i
 * campi" button (or the one of the question itself), which nobody then needs to see, and the page comes back with the
 * right questions, where the person was. By keyboard it waits until the question is left, so that going through the
 * choices with the arrows does not reload the page at each step.
 */
export function startRedrawOnChange(form: HTMLFormElement): void {
  const all = [...form.querySelectorAll<HTMLButtonElement>(buttons)];
  for (const button of all) button.hidden = true;
  const redraw = (group: HTMLElement, towards: EventTarget | null) => {
    const button = all.find((each) => group.contains(each)) ?? all.findLast(({ value }) => value === 'aggiorna');
    if (!button) return;
    const send = () => {
      button.formAction = `${form.action}${wayBack(form, group, towards)}`;
      form.requestSubmit(button);
    };
    form.dispatchEvent(new CustomEvent(whenSaved, { detail: send }));
  };
  let pointer = false;
  let changed: HTMLElement | null = null;
  form.addEventListener('pointerdown', () => {
    pointer = true;
  });
  form.addEventListener('keydown', () => {
    pointer = false;
  });
  form.addEventListener('change', (event) => {
    const box = event.target as HTMLElement;
    const group = box.closest<HTMLElement>('[data-redraw]');
    if (!group) return;
    const chosenFromList = box instanceof HTMLInputElement && box.type === 'hidden';
    if (pointer || chosenFromList) redraw(group, box);
    else changed = group;
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!changed || changed.contains(relatedTarget as Node | null)) return;
    redraw(changed, relatedTarget);
    changed = null;
  });
}

/** On the page that has come back: goes on with the question that now follows the one answered. */
export function startAfterRedraw(form: HTMLFormElement): void {
  if (!location.hash.startsWith(after)) return;
  const answered = decodeURIComponent(location.hash.slice(after.length));
  const group = form.querySelector<HTMLElement>(`[data-redraw="${CSS.escape(answered)}"]`);
  if (group) following(form, group)?.focus();
}

/** Where somebody stands while the page is sent: at a box, or at what comes next, which may be another question then. */
function wayBack(form: HTMLFormElement, group: HTMLElement, towards: EventTarget | null): string {
  const focused = form.contains(document.activeElement) ? document.activeElement : towards;
  const next = following(form, group);
  const goesOn = focused !== null && (focused === next || sameQuestion(focused, next));
  if (goesOn && group.dataset['redraw']) return after + encodeURIComponent(group.dataset['redraw']);
  const box = focused instanceof HTMLElement && focused.id !== '' ? focused : group.querySelector<HTMLElement>('[id]');
  return box ? `#${encodeURIComponent(box.id)}` : '';
}

function sameQuestion(one: EventTarget, other: HTMLElement | undefined): boolean {
  return (
    one instanceof HTMLInputElement &&
    other instanceof HTMLInputElement &&
    one.type === 'radio' &&
    one.name === other.name
  );
}

/** What Tab reaches after a question: of several radios, the one chosen. */
function following(form: HTMLFormElement, group: HTMLElement): HTMLElement | undefined {
  const page = form.closest('main') ?? form;
  const [next] = [...page.querySelectorAll<HTMLElement>('input, select, textarea, button, a[href]')].filter(
    (each) => group.compareDocumentPosition(each) === Node.DOCUMENT_POSITION_FOLLOWING && each.checkVisibility(),
  );
  if (!(next instanceof HTMLInputElement) || next.type !== 'radio') return next;
  return form.querySelector<HTMLElement>(`input[name="${CSS.escape(next.name)}"]:checked`) ?? next;
}
