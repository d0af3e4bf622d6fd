import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import {
  type Field,
  type Preference,
  preferencesIn,
  preferenceText,
  typedOf,
  type Value,
  type Values,
} from '../../src/engines/procedure/index.ts';
import { exampleWorld } from '../../src/features/procedures/example-world.ts';
import { focusFaults } from '../page-facts.ts';
import { redraws } from './hands.ts';
import { chooses, presses, reach, searches, selects, settles, types } from './keyboard.ts';

// How somebody with a keyboard answers a question, whatever its kind: by the boxes the page shows for it.

const WORLD = exampleWorld();
const PDF = { name: 'documento.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };

/** Answers one question of the page as `values` say, and is then seen to stand somewhere. */
export async function answers(page: Page, field: Field, values: Values): Promise<void> {
  const value = values[field.id];
  if (value === undefined) return;
  if (field.kind === 'file') return attaches(page, field);
  if (await answered(page, field, value)) {
    assert.deepEqual(await focusFaults(page), [], `after ${field.id} on ${page.url()}`);
  }
}

/** False where there was nothing to do: none of several, a "no" that is a box left alone. */
async function answered(page: Page, field: Field, value: Value): Promise<boolean> {
  const { id, kind } = field;
  if (kind === 'preferences') return lists(page, id, preferencesIn(value));
  if (kind === 'schools') return gathers(page, id, [value].flat().map(String));
  let last: Locator | undefined;
  for (const [name, typed] of Object.entries(typedOf(field, value))) {
    last = (await fills(page, boxesOf(page, name), [typed].flat().map(String), kind)) ?? last;
  }
  if (last === undefined) return false;
  await settles(page, last);
  return true;
}

/** The names the pages give to parts of a composed answer, where the engine calls them otherwise. */
const OTHERWISE = [
  [/\.(day|month|year)$/, '.date.$1'],
  [/\.lode$/, '.honours'],
] as const;

function boxesOf(page: Page, name: string): Locator {
  const names = [name, ...OTHERWISE.map(([engine, form]) => name.replace(engine, form))];
  return page.locator([...new Set(names)].map((each) => `main [name="${each}"]`).join(', '));
}

/** Answers the last box that was changed by hand, and that the page may have to be left for. */
async function fills(
  page: Page,
  boxes: Locator,
  wanted: readonly string[],
  kind: string,
): Promise<Locator | undefined> {
  const first = boxes.first();
  switch (await shapeOf(first)) {
    case 'radio':
    case 'checkbox':
      return ticks(page, boxes, wanted);
    case 'select-one':
      return takes(page, boxes, wanted);
    case 'hidden':
      await finds(page, first, kind, wanted[0] ?? '');
      return undefined;
    default: {
      const [text = ''] = wanted;
      if ((await first.inputValue()) === text) return undefined;
      await types(page, first, text);
      return first;
    }
  }
}

async function shapeOf(box: Locator): Promise<string> {
  await box.waitFor({ state: 'attached' });
  return box.evaluate((element) => (element as HTMLInputElement).type);
}

/** A `no` is a box left alone, where there is no "No" to choose. */
async function ticks(page: Page, boxes: Locator, wanted: readonly string[]): Promise<Locator | undefined> {
  let last: Locator | undefined;
  for (const value of wanted) {
    const given = value === 'si' ? ['si', 'true'] : [value];
    const box = boxes.and(page.locator(given.map((each) => `[value="${each}"]`).join(', ')));
    if (value === 'no' && (await box.count()) === 0) continue;
    if (await box.isChecked()) continue;
    await chooses(page, box);
    last = box;
  }
  return last;
}

async function takes(page: Page, boxes: Locator, wanted: readonly string[]): Promise<Locator | undefined> {
  let last: Locator | undefined;
  for (const [place, value] of wanted.entries()) {
    const box = boxes.nth(place);
    if ((await box.inputValue()) === value) continue;
    await selects(page, box, value);
    last = box;
  }
  return last;
}

/** One answer out of thousands: the box of letters stands for the one that is sent. */
async function finds(page: Page, sent: Locator, kind: string, code: string): Promise<void> {
  if ((await sent.inputValue()) === code) return;
  const name = await sent.getAttribute('name');
  const box = page.locator(`[id="${name}"]`);
  const comesBack = await redraws(box);
  await searches(page, box, lettersFor(kind, code), saying(lettersFor(kind, code)));
  if (!comesBack) assert.equal(await sent.inputValue(), code, `${name} was not found`);
}

/** Municipalities are looked for by name, the rest by code. */
function lettersFor(kind: string, code: string): string {
  return kind === 'municipality' ? (WORLD.municipality(code)?.name ?? code) : code;
}

const saying = (words: string) => new RegExp(`(^|[^\\p{L}\\d])${words}([^\\p{L}\\d]|$)`, 'u');

async function gathers(page: Page, id: string, codes: readonly string[]): Promise<boolean> {
  for (const code of codes) {
    await searches(page, page.locator(`[id="${id}.add"]`), code, saying(code));
    await page.locator(`input[name="${id}"][value="${code}"]`).waitFor({ state: 'attached' });
  }
  return codes.length > 0;
}

/** Each preference is looked for, answered about and, where order counts, moved down and back up. */
async function lists(page: Page, id: string, preferences: readonly Preference[]): Promise<boolean> {
  for (const [place, { target, code, ...asked }] of preferences.entries()) {
    const letters = lettersFor(target, code);
    const shown = target === 'municipality' ? `Comune di ${letters}` : letters;
    await searches(page, page.locator(`[id="${id}.add"]`), letters, saying(shown));
    const line = page.locator(`input[name="${id}.line"][value^="${place}|${target}:${code}"]`);
    await line.waitFor({ state: 'attached' });
    // A new line takes over the answers of the one before it, and stays closed.
    if ((await line.inputValue()) === `${place}|${preferenceText({ target, code, ...asked })}`) continue;
    const change = page.getByRole('listitem').filter({ has: line }).getByRole('button', { name: 'Cambia' });
    if ((await change.count()) > 0) await presses(page, change);
    for (const [attribute, value] of Object.entries(asked)) {
      const wanted = [value].flat().map((each) => (each === true ? 'si' : String(each)));
      await fills(page, boxesOf(page, `${id}.${place}.${attribute}`), wanted, 'attribute');
    }
  }
  const ordered = (await page.locator(`[data-sortable="${id}"]`).count()) > 0;
  if (ordered && preferences.length > 1) await moves(page, id);
  return preferences.length > 0;
}

async function moves(page: Page, id: string): Promise<void> {
  const lines = page.locator(`[data-sortable="${id}"] > li`);
  const name = await lines.first().locator('strong').innerText();
  await reach(page, lines.first().getByRole('button', { name: 'Giù' }));
  await page.keyboard.press('Enter');
  const many = await lines.count();
  const status = page.locator('[data-sortable-status]');
  assert.equal(await status.innerText(), `${name}: ora al posto 2 di ${many}.`);
  await types(page, lines.nth(1).locator(`[name="${id}.place"]`), '1');
  await page.keyboard.press('Enter');
  assert.equal(await status.innerText(), `${name}: ora al posto 1 di ${many}.`);
  assert.equal(await lines.first().locator('strong').innerText(), name);
}

/** The browser's own file box opens with Space; the button beside it sends the file, and the page comes back. */
async function attaches(page: Page, { id, label }: Field): Promise<void> {
  const box = page.locator(`input[type="file"][name="${id}"]`);
  await reach(page, box);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await chooser.setFiles(PDF);
  await presses(
    page,
    page
      .locator('form')
      .filter({ has: box })
      .getByRole('button', { name: /^Allega il file/ }),
  );
  await page.getByRole('link', { name: PDF.name }).first().waitFor({ timeout: 5_000 });
  assert.match(await page.locator('main').innerText(), new RegExp(`Sostituisci: ${label.slice(0, 20)}`));
}
