import { element, ownPath } from './dom.ts';

/** The strip that says whether the answers are saved. */
export interface SaveStrip {
  saved(at: string, gaps: number | undefined): void;
  failed(words: string, link?: { href: unknown; label: string; newTab?: boolean }): void;
}

/** Takes over the `SaveStatus` of the page. A failure is put in the alert once, not at each attempt. */
export function saveStrip(strip: HTMLElement): SaveStrip {
  const words = strip.querySelector('[data-save-words]');
  const alert = strip.querySelector('[data-save-alert]');
  let said = '';
  if (words && !words.textContent?.startsWith('Salvato')) {
    words.textContent = 'Le risposte si salvano da sole mentre scrivi.';
  }
  return {
    saved(at, gaps) {
      said = '';
      strip.classList.remove('save-status-unsaved');
      alert?.replaceChildren();
      if (words) words.textContent = `Salvato alle ${at}${gapWords(gaps)}`;
    },
    failed(message, link) {
      strip.classList.add('save-status-unsaved');
      if (said === message) return;
      said = message;
      alert?.replaceChildren(message, ...(link ? [' ', anchor(link)] : []));
    },
  };
}

function anchor({ href, label, newTab }: { href: unknown; label: string; newTab?: boolean }): HTMLElement {
  return element('a', { href: ownPath(href), ...(newTab ? { target: '_blank' } : {}) }, label);
}

function gapWords(gaps: number | undefined): string {
  if (gaps === undefined) return '';
  if (gaps === 0) return ' · sezione completa';
  return gaps === 1 ? ' · manca 1 risposta' : ` · mancano ${gaps} risposte`;
}
