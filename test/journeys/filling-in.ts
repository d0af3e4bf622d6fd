import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  type Answers,
  isSectionVisible,
  isWritten,
  record,
  recordKeys,
  type Section,
  type Values,
  visibleAnswers,
  visibleFields,
} from '../../src/engines/procedure/index.ts';
import { CODE } from '../applicants.ts';
import type { Filed } from '../catalogue-examples.ts';
import { until } from '../until.ts';
import { answers } from './answering.ts';
import type { Person } from './hands.ts';
import { follows } from './keyboard.ts';
import { textOfPdf } from './pdf-text.ts';

// An application by keyboard from the public page to the receipt, whatever its procedure asks.

/** Fills in and files what the example answers; each page is looked at as it comes, and as it is left. */
export async function filesByKeyboard(person: Person, filed: Filed): Promise<void> {
  const { definition } = filed;
  const { hands } = person;
  await person.open(`/procedure/${definition.id}`);
  await person.sees(definition.title, 'public page');
  await hands.press(/^(Compila la domanda|Comincia una domanda nuova)$/);
  await person.sees(definition.title, 'begun');
  const seen = visibleAnswers(definition, filed.answers);
  const sections = definition.sections.filter((section) => isSectionVisible(section, seen));
  await hands.follow(`Continua: ${sections[0]?.title}`);
  for (const section of sections) await goesThrough(person, section, seen);
  // Of several applications each is called by what it is about.
  await person.sees(/./, `${definition.id} complete`);
  await confirms(person, definition.id);
}

/** One section, and on to the one after it. */
async function goesThrough(person: Person, section: Section, seen: Answers): Promise<void> {
  const { page, hands } = person;
  const { id, kind, title } = section;
  await person.sees(title, id);
  const keys = recordKeys(section, seen);
  for (const [index, key] of keys.entries()) {
    if (section.kind === 'list') await hands.follow(`Aggiungi ${section.item_name}`);
    if (kind === 'per') await follows(page, page.getByRole('link', { name: /^(Compila|Modifica)/ }).nth(index));
    if (kind !== 'form') await person.sees(/./, `${id} ${index + 1}`);
    await fillsIn(page, section, record(section, seen, key), seen);
    await person.sees(/./, `${id} ${index + 1} filled in`);
    await goesOn(person);
  }
  if (kind === 'form') return;
  if (keys.length > 0) await person.sees(title, `${id} complete`);
  await hands.follow('Vai avanti');
}

async function fillsIn(page: Page, section: Section, values: Values, all: Answers): Promise<void> {
  const asked = visibleFields(section, all, values);
  for (const field of asked.filter(isWritten)) await answers(page, field, values);
  for (const field of asked.filter(({ kind }) => kind === 'file')) await answers(page, field, values);
}

/** A page with answers is sent; one with documents alone has nothing to send. */
async function goesOn({ page, hands }: Person): Promise<void> {
  const sends = await page.getByRole('button', { name: 'Salva e continua' }).count();
  if (sends > 0) await hands.press('Salva e continua');
  else await hands.follow('Vai avanti');
  assert.equal(await page.locator('.error-summary').count(), 0, await page.locator('main').innerText());
}

async function confirms(person: Person, procedure: string): Promise<void> {
  const { hands, page } = person;
  await hands.follow('Controlla le risposte e inoltra');
  await person.sees('Controlla le risposte', procedure);
  await hands.write('Codice personale', CODE);
  await hands.press('Inoltra la domanda');
  await person.sees('Domanda inoltrata', procedure);
  const number = /\b\d{7}\/\d{4}\b/.exec(await person.words())?.[0] ?? assert.fail(await person.words());
  await until(async () => {
    await page.reload();
    return (await person.words()).includes('Scarica la ricevuta');
  }, 60);
  await person.sees('Domanda inoltrata', `${procedure}, with the receipt`);
  assert.match(textOfPdf(await person.download('Scarica la ricevuta')), new RegExp(number));
}
