/**
 * Moves the lines of a list of preferences in place: the buttons "Su" and "Giù", a place typed beside a line, several
 * ticked lines together. The page does the same without scripts, one round trip a move; here the list answers at once,
 * says aloud where the line went, keeps the focus on it, and leaves saving to the autosave of the form.
 */
export function startSortable(list: HTMLElement): void {
  const name = list.dataset['sortable'] ?? '';
  const status = list.parentElement?.querySelector<HTMLElement>('[data-sortable-status]');
  const group = list.closest('form')?.querySelector<HTMLElement>(`[data-sortable-move="${CSS.escape(name)}"]`);
  if (!status) return;
  const sortable = new Sortable(list, name, status);
  for (const each of group?.querySelectorAll<HTMLElement>('[data-round-trip]') ?? []) each.hidden = true;
  list.addEventListener('click', (event) => sortable.pressed(event));
  list.addEventListener('change', (event) => sortable.typed(event));
  list.addEventListener('keydown', (event) => sortable.entered(event));
  group?.querySelector('button[name="sposta"]')?.addEventListener('click', (event) => {
    sortable.moveTicked(event, Number(group.querySelector<HTMLInputElement>('input[type="text"]')?.value));
  });
}

class Sortable {
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly places: string;
  private readonly ticks: string;

  constructor(list: HTMLElement, name: string, status: HTMLElement) {
    this.list = list;
    this.status = status;
    this.places = `input[name="${CSS.escape(name)}.place"]`;
    this.ticks = `input[name="${CSS.escape(name)}.pick"]`;
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
    if (box instanceof HTMLInputElement && box.matches(this.places)) this.place(box);
  }

  entered(event: KeyboardEvent): void {
    const box = event.target as HTMLElement;
    if (event.key !== 'Enter' || !(box instanceof HTMLInputElement) || !box.matches(this.places)) return;
    event.preventDefault();
    this.place(box);
    box.select();
    box.scrollIntoView({ block: 'nearest' });
  }

  moveTicked(event: Event, place: number): void {
    const ticked = this.lines.filter((line) => line.querySelector<HTMLInputElement>(this.ticks)?.checked);
    if (ticked.length === 0 || !Number.isInteger(place) || place < 1) return;
    event.preventDefault();
    this.move(ticked, place - 1);
    for (const line of ticked) {
      const tick = line.querySelector<HTMLInputElement>(this.ticks);
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
    this.status.textContent = `${first?.querySelector('strong')?.textContent ?? ''}${others}: ora al posto ${at + 1} di ${this.lines.length}.`;
    this.list.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Places, and whether an earlier line already holds this one. */
  private renumber(): void {
    const earlier = new Map<string, number>();
    for (const [index, line] of this.lines.entries()) {
      const box = line.querySelector<HTMLInputElement>(this.places);
      if (box) box.value = String(index + 1);
      const way = (line.querySelector<HTMLInputElement>('input[name$=".line"]')?.value ?? '')
        .split(';')
        .slice(1)
        .join(';');
      const within = line.dataset['within']?.split(' ') ?? [];
      const by = within.map((code) => earlier.get(`${code} ${way}`)).find((found) => found !== undefined);
      this.tellCovered(line, by);
      earlier.set(`${line.dataset['code'] ?? ''} ${way}`, index + 1);
    }
  }

  private tellCovered(line: HTMLElement, by: number | undefined): void {
    const told = line.querySelector<HTMLElement>('[data-covered]');
    const place = told?.querySelector('b');
    if (!told || !place) return;
    told.hidden = by === undefined;
    place.textContent = by === undefined ? '' : String(by);
  }
}
