import { formatRome } from '../../kernel/rome-time.ts';
import type { HeldPart, Reader } from './held-store.ts';

/** The copy as a page one can read without the portal: plain HTML, no script, nothing fetched. */
export function copyPage(name: string, parts: readonly HeldPart[], readers: readonly Reader[], now: Date): string {
  const body = [
    `<h1>Tutto quello che Istanze OnLine ha su ${text(name)}</h1>`,
    `<p>Preparato ${text(formatRome(now))}. Accanto a questo file trovi ricevute, domande, moduli e allegati.</p>`,
    '<h2>Chi ha guardato</h2>',
    readers.length === 0 ? '<p>Nessuno.</p>' : `<ul>${readers.map(readerLine).join('')}</ul>`,
    ...parts.map(partOf),
  ];
  return `<!doctype html><html lang="it"><meta charset="utf-8"><title>I tuoi dati</title><body>${body.join('\n')}</body></html>\n`;
}

function readerLine({ at, where, what }: Reader): string {
  return `<li>${text(formatRome(at))}: ${text(where)}. ${text(what)}.</li>`;
}

function partOf({ title, why, basis, kept, holdings }: HeldPart): string {
  const told = `<p>${text(why)} <br>Base giuridica: ${text(basis)} <br>Per quanto tempo: ${text(kept)}</p>`;
  const tables = holdings.map(
    (held) => `<h3>${text(held.title)}</h3>${held.rows.map(rowOf).join('') || '<p>Niente.</p>'}`,
  );
  return `<h2>${text(title)}</h2>${told}${tables.join('')}`;
}

function rowOf(row: Readonly<Record<string, unknown>>): string {
  const cells = Object.entries(row).filter(([, value]) => value !== null);
  return `<dl>${cells.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(written(value))}</dd>`).join('')}</dl>`;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function text(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
