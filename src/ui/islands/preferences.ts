/**
 * Moves the lines of a list of preferences in place: the buttons "Su" and "Giù", a place typed beside a line, several
 * ticked lines together. The page does the same without scripts, one round trip a move; here the list answers at once,
 * says aloud where the line went, keeps the focus on it, and leaves saving to the autosave of the form.
 */
export function startPreferences(block: HTMLElement): void {
  const list = block.querySelector<HTMLOListElement>('[data-preference-list]');
  const status = block.querySelector<HTMLElement>('[data-preference-status]');
  if (!list || !status || block.dataset['preferences'] !== 'ordered') return;
  const preferences = new Preferences(list, status);
  list.addEventListener('click', (event) => preferences.pressed(event));
  list.addEventListener('change', (event) => preferences.typed(event));
  list.addEventListener('keydown', (event) => preferences.entered(event));
  block.querySelector('button[name="sposta"]')?.addEventListener('click', (event) => preferences.moveTicked(event));
}

class Preferences {
  private readonly list: HTMLOListElement;
  private readonly status: HTMLElement;

  constructor(list: HTMLOListElement, status: HTMLElement) {
    this.list = list;
    this.status = status;
  }

  pressed(event: Event): void {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[name="su"], button[name="giu"]');
    const line = button?.closest('li');
    if (!button || !line) return;
    event.preventDefault();
    const step = button.name === 'su' ? -1 : 1;
    this.move([line], this.lines.indexOf(line) + step);
    button.focus();
  }

  /** A place typed takes effect on leaving the box or pressing Enter, never at each digit. */
  typed(event: Event): void {
    const box = event.target as HTMLElement;
    if (box instanceof HTMLInputElement && box.matches('[data-preference-place]')) this.place(box);
  }

  entered(event: KeyboardEvent): void {
    const box = event.target as HTMLElement;
    if (event.key !== 'Enter' || !(box instanceof HTMLInputElement) || !box.matches('[data-preference-place]')) return;
    event.preventDefault();
    this.place(box);
    box.select();
  }

  moveTicked(event: Event): void {
    const ticked = this.lines.filter((line) => line.querySelector('input[type="checkbox"][name$=".pick"]:checked'));
    const box = this.list.parentElement?.querySelector<HTMLInputElement>('.preference-move input[type="text"]');
    const place = Number(box?.value);
    if (ticked.length === 0 || !Number.isInteger(place) || place < 1) return;
    event.preventDefault();
    this.move(ticked, place - 1);
    for (const line of ticked) {
      const tick = line.querySelector<HTMLInputElement>('input[type="checkbox"][name$=".pick"]');
      if (tick) tick.checked = false;
    }
  }

  private place(box: HTMLInputElement): void {
    const line = box.closest('li');
    const place = Number(box.value);
    if (!line) return;
    if (!Number.isInteger(place) || place < 1) this.renumber();
    else if (this.lines.indexOf(line) !== place - 1) this.move([line], place - 1);
  }

  private get lines(): HTMLLIElement[] {
    return [...this.list.children] as HTMLLIElement[];
  }

  /** The first of the lines comes to stand at the place, the others behind it. */
  private move(moved: readonly HTMLLIElement[], place: number): void {
    const rest = this.lines.filter((line) => !moved.includes(line));
    const at = Math.max(0, Math.min(place, rest.length));
    this.list.replaceChildren(...rest.slice(0, at), ...moved, ...rest.slice(at));
    this.renumber();
    const [first] = moved;
    const others = moved.length === 1 ? '' : ` e altre ${moved.length - 1}`;
    this.status.textContent = `${first?.dataset['preference'] ?? ''}${others}: ora al posto ${at + 1} di ${this.lines.length}.`;
    this.list.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private renumber(): void {
    for (const [index, line] of this.lines.entries()) {
      const box = line.querySelector<HTMLInputElement>('[data-preference-place]');
      if (box) box.value = String(index + 1);
    }
  }
}
