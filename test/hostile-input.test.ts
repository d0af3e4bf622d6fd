import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { nameOf } from './access-checks.ts';
import { encoded } from './caller.ts';
import { openCastWorld } from './cast-world.ts';
import { assertErrorsClear, assertHarmless, assertKept, errorsIn, speaksOf, Vocabulary } from './hostile-checks.ts';
import { hostileForms } from './hostile-forms.ts';
import { type Came, formIn, isMany, post, type Ready, ready, withField, withRaw } from './hostile-posts.ts';
import type { FormField } from './html-forms.ts';
import { readHtml } from './html-reader.ts';
import { BIG_LIST, BREAKERS, CHARACTERS, LENGTHS, RAW_VALUES, sampled, TOO_LARGE } from './naughty-strings.ts';

// What people, machines and attackers put into forms, in every field of every form of the portal (S-01, S-62, R-48).
// Never a bug, never an element or attribute that came out of a value; who is refused reads at the field and on top
// what was wrong, and finds again what was typed. Nothing that is tried here stays: see trial-database.ts.

const world = await openCastWorld();
after(() => world.close());
const vocabulary = new Vocabulary();
for (const { path, method } of world.routes) {
  if (method === 'GET' && !path.includes(':')) vocabulary.learn(readHtml((await world.caller().get(path)).body));
}
const forms: Ready[] = [];
for (const form of await hostileForms(world)) forms.push(await ready(world, vocabulary, form));
for (const form of forms) {
  const { answer, next, shown } = await post(world, form, form.sent);
  for (const each of [answer, next, shown]) vocabulary.learn(readHtml(each?.body ?? ''));
}

const short = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text);
const isAsked = ({ kind }: FormField) => kind !== 'hidden' && kind !== 'button' && kind !== 'file';
/** A code that is good once is not worth showing again. */
const isShownAgain = ({ kind, name }: FormField) => (kind === 'text' && name !== 'code') || kind === 'textarea';

/** Everything that holds for whatever came of whatever was sent. */
function assertCame({ answer, next, shown }: Came, where: string): void {
  for (const each of new Set([answer, next, shown])) {
    if (each === undefined) continue;
    const page = assertHarmless(world, each, vocabulary, where);
    if (errorsIn(page).size > 0) assertErrorsClear(page, where);
  }
}

/** A refusal names the field that was wrong, and shows again what was typed. */
function assertAnswered(form: Ready, field: FormField, value: string, came: Came, where: string): void {
  assertCame(came, where);
  const { answer, next } = came;
  // What was typed into a search box is looked for where the save leads, not where the answers are judged.
  const shown = field.name.endsWith('.query') ? (next ?? answer) : came.shown;
  if (!isAsked(field) || formIn(form, shown) === undefined) return;
  if (answer.status === 422) {
    const errors = assertErrorsClear(readHtml(shown.body), where);
    assert.ok(speaksOf(errors, form.toldAt?.[field.name] ?? field.name), `${where}: it is told of something else`);
  }
  if (isShownAgain(field)) assertKept(formIn(form, shown), field.name, value, where);
}

describe('every form', () => {
  it('is in this sweep: each route that takes one', () => {
    const swept = new Set(forms.map(({ route }) => route));
    const missing = world.routes.filter(({ method }) => method === 'POST').map(nameOf);
    assert.deepEqual(
      missing.filter((name) => !swept.has(name)),
      [],
    );
  });

  for (const form of forms) {
    it(`is accepted when it is good: ${form.name}`, async () => {
      const came = await post(world, form, form.sent);
      assert.equal(came.answer.status, form.good, came.answer.location);
      assertCame(came, form.name);
    });
  }
});

describe('a naughty string', () => {
  for (const form of forms) {
    it(`in each field of ${form.name}`, async () => {
      for (const field of form.fields) {
        const key = `${form.name} ${field.name}`;
        // Where one can only choose, what was sent is not shown again: fewer will do.
        const strings = isShownAgain(field)
          ? [...BREAKERS, ...sampled(CHARACTERS, key, 6), ...sampled(BIG_LIST, key, 4)]
          : [...sampled(BREAKERS, key, 3), ...sampled(CHARACTERS, key, 2), ...sampled(BIG_LIST, key, 1)];
        for (const value of strings) {
          const where = `${form.name}: ${field.name} = ${short(value)}`;
          assertAnswered(form, field, value, await post(world, form, withField(form, field.name, value)), where);
        }
        for (const raw of sampled(RAW_VALUES, key, 3)) {
          const came = await post(world, form, withRaw(form, field.name, raw));
          assertCame(came, `${form.name}: ${field.name} = ${raw}`);
        }
      }
    });
  }

  const WHOLE = ['POST /registrazione', 'POST /abilitazione/dati', 'POST /istanze/:application/sezioni/:section/:item'];
  for (const form of WHOLE.map((route) => forms.find((each) => each.route === route))) {
    if (form === undefined) continue;
    it(`in all fields of ${form.name} at once, the whole big list`, async () => {
      const texts = form.fields.filter(isShownAgain);
      for (const value of [...BREAKERS, ...CHARACTERS, ...BIG_LIST]) {
        const where = `${form.name}: everything = ${short(value)}`;
        const all = { ...form.sent, ...Object.fromEntries(texts.map(({ name }) => [name, value])) };
        const came = await post(world, form, all);
        assertCame(came, where);
        const shown = formIn(form, came.shown);
        if (shown === undefined) continue;
        for (const { name } of texts.filter((field) => !field.name.includes('.')))
          assertKept(shown, name, value, where);
      }
    });
  }
});

describe('a text without end', () => {
  for (const form of forms) {
    it(`in each field of ${form.name}`, async () => {
      for (const field of form.fields) {
        for (const length of LENGTHS) {
          const value = 'àbc '.repeat(length / 4 + 1).slice(0, length);
          const where = `${form.name}: ${field.name}, ${length} characters`;
          const came = await post(world, form, withField(form, field.name, value));
          assertAnswered(form, field, value, came, where);
          const accepted = form.judgedOn === undefined && came.answer.status === 303;
          const bounded = isShownAgain(field) && !form.long?.includes(field.name);
          if (bounded && !field.name.endsWith('.query')) assert.ok(!accepted, `${where}: accepted`);
        }
      }
      const { answer } = await post(world, form, { ...form.sent, altro: 'x'.repeat(TOO_LARGE) });
      const takesFiles = world.routes.some((route) => nameOf(route) === form.route && route.upload !== undefined);
      assert.equal(answer.status, takesFiles ? form.good : 413, form.name);
      assertHarmless(world, answer, vocabulary, form.name);
    });
  }
});

describe('a field', () => {
  for (const form of forms.filter(({ fields }) => fields.some(isAsked))) {
    it(`that does not arrive: ${form.name}`, async () => {
      for (const field of form.fields) {
        const came = await post(world, form, withField(form, field.name, undefined));
        const where = `${form.name}: without ${field.name}`;
        assertCame(came, where);
        if (came.answer.status !== 422 || formIn(form, came.answer) === undefined || !isAsked(field)) continue;
        const errors = assertErrorsClear(readHtml(came.answer.body), where);
        assert.ok(speaksOf(errors, field.name), `${where}: the errors are about something else`);
      }
    });

    it(`that arrives twice: ${form.name}`, async () => {
      for (const field of form.fields.filter((each) => isAsked(each) && !isMany(each))) {
        const good = [form.sent[field.name] ?? 'uno'].flat()[0] ?? 'uno';
        const came = await post(world, form, withField(form, field.name, [good, 'un altro valore']));
        const where = `${form.name}: ${field.name} twice`;
        assertCame(came, where);
        const doubled = new URL(came.answer.location ?? '/', 'https://x').searchParams.get('doppio');
        const told = speaksOf(errorsIn(readHtml(came.next?.body ?? came.shown.body)), field.name) || doubled !== null;
        assert.ok(told || field.name.endsWith('.query'), `${where}: ${came.answer.status}, and nothing is said of it`);
      }
    });
  }

  it('of another shape is no field', async () => {
    for (const form of forms) {
      for (const { name } of form.fields) {
        const value = encodeURIComponent(String([form.sent[name] ?? 'x'].flat()[0]));
        const without = encoded(withField(form, name, undefined));
        const shapes = ['%5B%5D', '%5Ba%5D', '%5Ba%5D%5Bb%5D', '%5B__proto__%5D%5Bx%5D', '.constructor', '%00'];
        const all = shapes.map((shape) => `${encodeURIComponent(name)}${shape}=${value}`).join('&');
        assertCame(await post(world, form, `${without}&${all}`), `${form.name}: ${name}`);
      }
      for (const name of ['__proto__', '__proto__%5Badmin%5D', 'constructor%5Bprototype%5D%5Badmin%5D', 'toString']) {
        const came = await post(world, form, `${encoded(form.sent)}&${name}=1&${name}=2`);
        assert.equal(came.answer.status, form.good, `${form.name}: ${name}`);
        assertCame(came, `${form.name}: ${name}`);
      }
    }
    assert.equal(Object.hasOwn(Object.prototype, 'admin') || 'admin' in {}, false);
  });
});
