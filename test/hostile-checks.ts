import assert from 'node:assert/strict';
import type { Answered } from './caller.ts';
import { type CastWorld, CIE_PROVIDER } from './cast-world.ts';
import type { PageForm } from './html-forms.ts';
import { type Element, type HtmlPage, readHtml, textOf, within } from './html-reader.ts';
import { MARK } from './naughty-strings.ts';

/** The names of elements and of attributes the portal's own pages are made of. */
export class Vocabulary {
  /** A part that may be folded is open when there is something wrong in it. */
  readonly #words = new Set<string>(['open']);

  learn(page: HtmlPage): void {
    for (const word of page.elements.flatMap(wordsOf)) this.#words.add(word);
  }

  /** What stands in the page that no page of ours has. */
  strange(page: HtmlPage): string[] {
    return page.elements.flatMap(wordsOf).filter((word) => !this.#words.has(word));
  }
}

function wordsOf({ name, attributes }: Element): string[] {
  return [`<${name}>`, ...attributes.keys()];
}

/** What must hold whatever was sent: no bug, nothing smuggled into the page, no way out of the portal. */
export function assertHarmless(world: CastWorld, answer: Answered, vocabulary: Vocabulary, where: string): HtmlPage {
  assert.ok(answer.status < 500, `${where}: ${answer.status} ${world.logged.at(-1)}`);
  // The one way out: to the provider that this installation has set up, whatever the request says.
  if (answer.location !== undefined && !answer.location.startsWith(`${CIE_PROVIDER}/authorization?`)) {
    assert.match(answer.location, /^\/(?![/\\])[\x21-\x7e]*$/, `${where}: leads to ${answer.location}`);
  }
  const html = String(answer.headers['content-type']).startsWith('text/html');
  const page = readHtml(html ? answer.body : '');
  assert.deepEqual(vocabulary.strange(page), [], where);
  assert.deepEqual(page.all(MARK), [], where);
  for (const { name, attributes } of page.elements) {
    for (const [attribute, value] of attributes) {
      if (/^(href|src|action|formaction)$/.test(attribute)) {
        assert.match(
          value,
          /^(\/(?![/\\])|#|https:\/\/|mailto:|tel:|data:image\/svg)/,
          `${where}: <${name} ${attribute}>`,
        );
      }
    }
  }
  return page;
}

/** What was wrong, by field, as the summary on top says it. */
export function errorsIn(page: HtmlPage): Map<string, string> {
  const summary = page.elements.find(({ attributes }) => attributes.get('class') === 'error-summary');
  const links = summary === undefined ? [] : within(summary).filter(({ name }) => name === 'a');
  return new Map(links.map((link) => [decodeURIComponent((link.attributes.get('href') ?? '').slice(1)), textOf(link)]));
}

/** Every error of the summary leads to its field, and stands there too in the same words; the title says there is one. */
export function assertErrorsClear(page: HtmlPage, where: string): Map<string, string> {
  const errors = errorsIn(page);
  assert.ok(errors.size > 0, `${where}: refused without a summary of the errors`);
  for (const [field, message] of errors) {
    assert.ok(page.byId(field), `${where}: the summary leads to #${field}, which is not there`);
    const said = page.elements.filter(({ attributes }) => /-error$/.test(attributes.get('id') ?? '')).map(textOf);
    assert.ok(
      said.some((text) => text.includes(message)),
      `${where}: «${message}» is not said at the field`,
    );
    assert.match(message, /^[A-ZÈ«].{10,}[.!?»)]$/su, `${where}: not a sentence`);
  }
  const [title] = page.all('title');
  assert.match(title === undefined ? '' : textOf(title), /^Errore: /, where);
  return errors;
}

/** True when one of the errors is about this field: itself, the group it is part of, or its twin. */
export function speaksOf(errors: ReadonlyMap<string, string>, field: string): boolean {
  const group = field.split('.')[0] ?? field;
  return [...errors.keys()].some(
    (name) => (name.split('.')[0] ?? name).replace(/Again$/, '') === group.replace(/Again$/, ''),
  );
}

/** What is left of a text without white space, signs nobody sees, and the stroke that parts dates. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/[\p{C}\p{Z}\ufffd/]+/gu, '');
}

/** The text typed into a box is in the box again, from its beginning. */
export function assertKept(form: PageForm | undefined, field: string, typed: string, where: string): void {
  const shown = plain(form?.fields.get(field)?.sent[0] ?? '');
  const meant = plain(typed);
  const begun = shown.length >= Math.min(meant.length, 10) && meant.startsWith(shown);
  const completed = /^\d+$/.test(meant) && Number.parseInt(shown, 10) % 1_000 === Number(meant) % 1_000;
  const told = `typed ${JSON.stringify(meant.slice(0, 80))}, shown ${JSON.stringify(shown.slice(0, 80))}`;
  assert.ok(shown === meant || begun || completed, `${where}: ${told}`);
}
