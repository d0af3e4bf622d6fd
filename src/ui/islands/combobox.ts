import { element } from './dom.ts';

interface Found {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface FoundPage {
  readonly results: readonly Found[];
  readonly total: number;
}

const shortest = 2;
const quietTime = 200;

/** Turns the search box of a `SearchChoice` into a combobox (ARIA 1.2): arrows, Enter, Esc, count announced. */
export function startCombobox(group: HTMLElement): void {
  const box = group.querySelector<HTMLElement>('[data-search-box]');
  const input = box?.querySelector('input');
  if (!box || !input) return;
  new Combobox(group, box, input);
}

class Combobox {
  private readonly input: HTMLInputElement;
  private readonly address: string;
  private readonly value: HTMLInputElement;
  /** Sent along, so that the page can name the choice again after a lost session. */
  private readonly label: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private readonly status = element('p', { role: 'status', class: 'visually-hidden' });
  private chosen: string;
  private found: readonly Found[] = [];
  private active = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(group: HTMLElement, box: HTMLElement, input: HTMLInputElement) {
    this.input = input;
    this.address = group.dataset['searchChoice'] ?? '';
    const radio = group.querySelector<HTMLInputElement>('[data-search-found] input:checked');
    this.chosen = radio?.labels?.[0]?.textContent ?? '';
    this.value = element('input', { type: 'hidden', name: input.id });
    this.value.value = radio?.value ?? '';
    this.label = element('input', { type: 'hidden', name: `${input.id}.label` });
    this.label.value = this.chosen;
    this.list = element('ul', { id: `${input.id}.list`, role: 'listbox', class: 'combobox-list', hidden: '' });
    this.list.setAttribute('aria-label', group.querySelector('legend')?.textContent ?? 'Risultati');
    group.querySelector('[data-search-found]')?.remove();
    box.className = 'combobox';
    // The input stays where it is: one taken out and put back has lost the focus.
    box.querySelector('button')?.remove();
    box.append(this.list, this.value, this.label, this.status);
    this.dressInput();
    this.listen();
  }

  private dressInput(): void {
    this.input.removeAttribute('name');
    this.input.value = this.chosen;
    const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.list.id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.close();
  }

  private listen(): void {
    this.input.addEventListener('input', (event) => {
      event.stopPropagation();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.search(), quietTime);
    });
    this.input.addEventListener('change', (event) => event.stopPropagation());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => this.leave());
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest('[role="option"]');
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  private async search(): Promise<void> {
    const query = this.input.value.trim();
    if (query.length < shortest) return this.close();
    this.asked += 1;
    const turn = this.asked;
    const joint = this.address.includes('?') ? '&' : '?';
    const headers = { Accept: 'application/json' };
    try {
      const response = await fetch(`${this.address}${joint}q=${encodeURIComponent(query)}`, { headers });
      const page: FoundPage = await response.json();
      if (turn === this.asked && document.activeElement === this.input) this.show(page);
    } catch {
      this.status.textContent = 'La ricerca non risponde: riprova tra poco.';
    }
  }

  private show({ results, total }: FoundPage): void {
    const before = this.found[this.active]?.value;
    this.found = results;
    this.active = -1;
    this.list.replaceChildren(...results.map((each, index) => this.option(each, index)));
    this.list.hidden = results.length === 0;
    this.input.setAttribute('aria-expanded', String(results.length > 0));
    this.input.removeAttribute('aria-activedescendant');
    this.list.scrollIntoView({ block: 'nearest' });
    this.status.textContent = countWords(results.length, total);
    // Results that come late leave the arrows where they were.
    const again = results.findIndex(({ value }) => value === before);
    if (again >= 0) {
      this.active = again - 1;
      this.move(1);
    }
  }

  private option({ label, hint }: Found, index: number): HTMLElement {
    const option = element('li', { id: `${this.list.id}.${index}`, role: 'option', class: 'combobox-option' }, label);
    option.setAttribute('aria-selected', 'false');
    if (hint) option.append(element('small', {}, hint));
    return option;
  }

  private key(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open) this.move(event.key === 'ArrowDown' ? 1 : -1);
      else void this.search();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.active);
    } else if (event.key === 'Enter') {
      event.preventDefault();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      this.close();
    }
  }

  private move(step: number): void {
    const { children } = this.list;
    children[this.active]?.setAttribute('aria-selected', 'false');
    this.active = (this.active + step + (this.active < 0 && step < 0 ? 1 : 0) + children.length) % children.length;
    const option = children[this.active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
  }

  private choose(index: number): void {
    const found = this.found[index];
    if (!found) return;
    this.set(found.value, found.label);
    this.status.textContent = `Hai scelto ${found.label}`;
    this.close();
  }

  /** Leaving without a choice puts back what was chosen; an emptied box takes the choice away. */
  private leave(): void {
    clearTimeout(this.timer);
    if (this.input.value.trim() === '' && this.value.value !== '') this.set('', '');
    this.input.value = this.chosen;
    this.close();
  }

  private set(value: string, label: string): void {
    this.value.value = value;
    this.chosen = label;
    this.label.value = label;
    this.input.value = label;
    this.value.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private close(): void {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }
}

function countWords(shown: number, total: number): string {
  if (shown === 0) return 'Nessun risultato. Prova con meno lettere.';
  if (total > shown) return `${shown} risultati su ${total}. Scrivi di più per restringere, o usa le frecce.`;
  return shown === 1 ? '1 risultato. Usa le frecce.' : `${shown} risultati. Usa le frecce.`;
}
