import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { uuidv7 } from 'uuidv7';
import {
  type Answers,
  type Definition,
  type Field,
  isSectionVisible,
  preferenceTexts,
  record,
  recordKeys,
  type Section,
  typedOf,
  type Values,
  visibleAnswers,
  visibleFields,
} from '../src/engines/procedure/index.ts';
import { CODE } from './applicants.ts';
import type { Caller, Fields } from './caller.ts';
import { exampleFiled, type Filed, packs } from './catalogue-examples.ts';
import { openCatalogueWorld } from './catalogue-world.ts';

/** Every procedure of the checkout is filled in and filed over HTTP, from the example its pack marks with `files`. */
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

let world: Awaited<ReturnType<typeof openCatalogueWorld>>;
before(async () => {
  world = await openCatalogueWorld();
});
after(() => world.close());

for (const [name, filed] of packs) {
  test(`${name}: an application is filled in and filed`, async () => {
    assert.ok(filed, 'no example says files: true');
    const person = await world.applicant(filed.birthDate);
    for (const { procedure } of filed.definition.prerequisites ?? []) {
      await fileOne(person, exampleFiled(procedure));
    }
    await fileOne(person, filed);
    assert.deepEqual(world.logged, []);
  });
}

/** Begins, fills in every section, and confirms with the personal code; what came of it is in the register. */
async function fileOne(person: Caller, { definition, answers }: Filed): Promise<void> {
  const begun = await person.post(`/procedure/${definition.id}/istanze`);
  const path = /^\/istanze\/([0-9a-f-]{36})/.exec(begun.location ?? '')?.[0];
  assert.ok(path, `${definition.id} was not begun: ${begun.status} ${begun.location} ${wordsIn(begun.body)}`);
  const real = withOwnIds(definition, answers);
  const seen = visibleAnswers(definition, real);
  for (const section of definition.sections.filter((each) => isSectionVisible(each, seen))) {
    await fillIn(person, path, section, real);
  }
  const summary = await person.get(`${path}/riepilogo`);
  const version = /name="version" value="(\d+)"/.exec(summary.body)?.[1];
  assert.ok(version, `${definition.id} cannot be confirmed: ${wordsIn(summary.body)}`);
  const confirmed = await person.post(`${path}/inoltro`, { filing: uuidv7(), version, code: CODE });
  assert.match(
    confirmed.location ?? '',
    /\/ricevuta\//,
    `${definition.id}: ${confirmed.status} ${wordsIn(confirmed.body)}`,
  );
  const receipt = await person.get(confirmed.location ?? '');
  assert.equal(receipt.status, 200);
  assert.match(receipt.body, /INOLTRATA/);
}

/** Items have ids the portal would give; examples may name them as they like. */
function withOwnIds(definition: Definition, answers: Answers): Answers {
  const moved = Object.entries(answers).map(([id, saved]) => {
    const list = definition.sections.find((section) => section.id === id)?.kind === 'list' && Array.isArray(saved);
    if (!list) return [id, saved];
    return [id, (saved as readonly Values[]).map((item) => ({ ...item, id: uuidv7() }))];
  });
  return Object.fromEntries(moved) as Answers;
}

async function fillIn(person: Caller, path: string, section: Section, answers: Answers): Promise<void> {
  for (const key of recordKeys(section, answers)) {
    const values = record(section, answers, key);
    const place = `${path}/sezioni/${section.id}${key === '' ? '' : `/${key}`}`;
    const shown = await person.get(place);
    assert.equal(shown.status, 200, `${place} cannot be opened after the sections before it: ${shown.location}`);
    const asked = visibleFields(section, answers, values).filter((field) => field.source === undefined);
    const body = Object.assign({ vai: 'elenco' }, ...asked.map((field) => typedIn(field, values)));
    const saved = await person.post(place, body as Fields);
    assert.equal(saved.status, 303, `${place}: ${wordsIn(saved.body)}`);
    for (const field of asked.filter(({ kind }) => kind === 'file')) {
      if (values[field.id] === undefined) continue;
      const sent = await person.upload(`${place}/allegati/${field.id}`, field.id, 'documento.pdf', PDF);
      assert.equal(sent.status, 303, `${place} ${field.id}: ${wordsIn(sent.body)}`);
    }
  }
}

/** What a page would send for an answer. */
function typedIn(field: Field, values: Values): Fields {
  const value = values[field.id];
  if (field.kind === 'file' || value === undefined) return {};
  if (field.kind !== 'preferences') return typedOf(field, value) as Fields;
  return { [`${field.id}.line`]: preferenceTexts(value).map((text, index) => `${index}|${text}`) };
}

function wordsIn(html: string): string {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? html;
  return main
    .replace(/<(script|style|svg).*?<\/\1>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 1500);
}
