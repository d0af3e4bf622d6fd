import { alive, whenSaved } from './dom.ts';
import { type SaveStrip, saveStrip } from './save-strip.ts';

interface Answer {
  readonly savedAt?: string;
  readonly base?: string;
  readonly gaps?: readonly unknown[];
  readonly href?: string;
  readonly signIn?: string;
  readonly message?: string;
}

const quietTime = 1000;
const patience = 15_000;
const longestWait = 30_000;
/** A browser sends at most 64 KB of a page that is closing. */
const closingLimit = 60_000;

/**
 * Saves a section while one types: a second after the last key, at once on leaving a field or the page. One request
 * at a time, the latest text wins; what is typed is never touched. A failure is said loudly and tried again.
 */
export function startAutosave(form: HTMLFormElement): void {
  const strip = document.querySelector<HTMLElement>('[data-save-status]');
  if (!strip) return;
  const autosave = new Autosave(form, saveStrip(strip));
  form.addEventListener('input', () => autosave.touched(quietTime));
  form.addEventListener('change', () => autosave.touched(0));
  form.addEventListener('focusout', () => autosave.now());
  form.addEventListener('submit', (event) => autosave.submit(event), { capture: true });
  form.addEventListener(whenSaved, (event) => autosave.whenSaved((event as CustomEvent<() => void>).detail));
  addEventListener('online', () => autosave.now());
  document.addEventListener('visibilitychange', () => autosave.now());
  addEventListener('beforeunload', (event) => {
    if (autosave.unsaved) event.preventDefault();
  });
}

class Autosave {
  private readonly form: HTMLFormElement;
  private readonly strip: SaveStrip;
  private edits = 0;
  private savedEdits = 0;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private leaving = false;
  private afterwards: (() => void) | undefined;
  /** After a conflict, or an answer that will not become valid by trying again. */
  private halted = false;

  constructor(form: HTMLFormElement, strip: SaveStrip) {
    this.form = form;
    this.strip = strip;
  }

  get unsaved(): boolean {
    return !this.leaving && this.edits > this.savedEdits;
  }

  touched(wait: number): void {
    this.edits += 1;
    this.schedule(wait);
  }

  now(): void {
    if (this.unsaved) this.schedule(0);
  }

  /** Nothing is sent into a network that does not answer: the page would be lost with what was typed. */
  whenSaved(act: () => void): void {
    this.afterwards = act;
    if (this.edits === this.savedEdits) this.settled();
  }

  /** A save under way ends before the form leaves, so that the two do not meet as a conflict. */
  submit(event: SubmitEvent): void {
    clearTimeout(this.timer);
    this.afterwards = undefined;
    if (!this.running) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    void this.running.then(() => {
      this.leaving = true;
      this.form.requestSubmit(submitter);
    });
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    if (this.halted || this.leaving) return;
    this.timer = setTimeout(() => this.save(), wait);
  }

  private save(): void {
    if (this.running || this.halted || !this.unsaved) return;
    this.running = this.send().finally(() => {
      this.running = undefined;
      if (this.unsaved && this.failures === 0) this.schedule(0);
    });
  }

  private async send(): Promise<void> {
    const sent = this.edits;
    try {
      const body = fieldsOf(this.form);
      const response = await post(this.form.action, body);
      const answer: Answer = await response.json().catch(() => ({}));
      if (response.ok && answer.savedAt !== undefined) this.succeeded(sent, answer);
      else await this.refused(response.status, answer);
    } catch {
      this.retry('Non salvato: la rete non risponde, riprovo. Non chiudere la pagina.');
    }
  }

  private succeeded(sent: number, { savedAt = '', base, gaps }: Answer): void {
    this.savedEdits = sent;
    this.failures = 0;
    if (base !== undefined) setHidden(this.form, 'base', base);
    this.strip.saved(savedAt, gaps?.length);
    document.dispatchEvent(new Event(alive));
    if (sent === this.edits) this.settled();
  }

  private settled(): void {
    const act = this.afterwards;
    this.afterwards = undefined;
    act?.();
  }

  private async refused(status: number, { href, signIn, message }: Answer): Promise<void> {
    if (status === 409) {
      this.halted = true;
      const words = 'Non salvato: la stessa sezione è stata cambiata altrove. Il testo su questa pagina resta.';
      this.strip.failed(words, { href, label: 'Vedi i due valori e scegli', newTab: true });
    } else if (status === 403 && href !== undefined && message !== undefined) {
      this.halted = true;
      this.strip.failed(message, { href, label: 'Che cosa è successo', newTab: true });
    } else if (status === 401 || status === 403) {
      this.retry('Non salvato: devi accedere di nuovo. Il testo resta qui:', signIn);
      await renewToken(this.form).catch(() => undefined);
    } else if (status === 413 || status === 422) {
      this.failures += 1;
      this.strip.failed(`Non salvato: ${message ?? 'una risposta è troppo lunga o non valida, correggila'}.`);
    } else {
      this.retry('Non salvato: il portale non risponde, riprovo. Non chiudere la pagina.');
    }
  }

  private retry(words: string, signIn?: string): void {
    this.failures += 1;
    this.strip.failed(words, signIn === undefined ? undefined : { href: signIn, label: 'Accedi', newTab: true });
    this.schedule(Math.min(longestWait, 1000 * 2 ** this.failures));
  }
}

/** The answers as text; files have their own upload. */
function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
}

function post(action: string, body: URLSearchParams): Promise<Response> {
  const keepalive = body.toString().length < closingLimit;
  const headers = { Accept: 'application/json' };
  return fetch(action, { method: 'POST', headers, body, keepalive, signal: AbortSignal.timeout(patience) });
}

/** After a new sign-in the page's token is stale: takes the fresh one from the same page. */
async function renewToken(form: HTMLFormElement): Promise<void> {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
  const fresh = page.querySelector<HTMLInputElement>('form[data-autosave] input[name="csrf"]');
  if (fresh) setHidden(form, 'csrf', fresh.value);
}

function setHidden(form: HTMLFormElement, name: string, value: string): void {
  const input = form.querySelector<HTMLInputElement>(`input[type="hidden"][name="${name}"]`);
  if (input) input.value = value;
}
