import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  type Answers,
  type Definition,
  type Field,
  type Gap,
  gaps,
  normOf,
  type Section,
} from '../src/engines/procedure/index.ts';
import { worldOf } from '../src/features/procedures/example-around.ts';
import { exampleWorld, WORLD_CODES } from '../src/features/procedures/example-world.ts';
import { examplesIn, packFiles, packWarnings, readPackFiles, timedWindows } from '../src/features/procedures/index.ts';

/** Whoever a pack refuses reads by which norm: over every pack, every limit it sets, every refusal of its examples. */
const ROOT = join(import.meta.dirname, '..', 'procedures');
const world = exampleWorld();

for (const name of readdirSync(ROOT)) {
  describe(name, () => {
    const files = packFiles(join(ROOT, name));
    const read = readPackFiles(files);
    assert.ok('pack' in read);
    const { definition } = read.pack;

    it('names a norm for everything that refuses', () => assert.deepEqual(packWarnings(files, read.pack), []));

    it('names the act behind each window', () => {
      const release = { ...read.pack, procedureId: name, digest: '', publishedAt: new Date(0) };
      for (const { id, norm } of timedWindows(release, [], new Date(0))) assert.ok(norm, id);
    });

    it('cites the norm at each refusal of its examples', () => {
      for (const example of examplesIn(files)) {
        const found = gaps(definition, example.answers as Answers, worldOf(example, world));
        for (const gap of found.filter(({ severity }) => severity === 'error')) cites(definition, gap, example.title);
      }
    });

    it('cites the norm at each limit gone beyond', () => {
      for (const section of definition.sections) {
        for (const [field, value] of section.fields.flatMap(beyond)) broken(alone(section, field), field, value);
        if (section.kind === 'list') tooMany(section);
      }
    });
  });
}

/** What is left out, badly written or unknown goes against no rule; bounds without a norm keep out slips. */
function cites(definition: Definition, gap: Gap, story: string): void {
  const section = definition.sections.find(({ id }) => id === gap.section);
  const check = definition.checks.find(({ id }) => id === gap.code);
  const rule = definition.eligibility?.find(({ id }) => id === gap.code);
  const norm = check === undefined ? (rule?.norm ?? limitOf(section, gap)) : normOf(check, section);
  if (norm === undefined) assert.ok(check === undefined && !LIMITS.includes(gap.code), `${story}: ${gap.message}`);
  else assert.ok(gap.message.endsWith(` (${norm})`), `${story}: "${gap.message}" does not end with ${norm}`);
}

const LIMITS = ['too-many', 'too-few', 'outside', 'not-a-target', 'not-allowed'];

function limitOf(section: Section | undefined, { code, field }: Gap): string | undefined {
  if (!LIMITS.includes(code)) return undefined;
  return section?.fields.find(({ id }) => id === field)?.norm ?? section?.norm;
}

/** Answers that go beyond what a question allows, for each limit it sets. */
function beyond(field: Field): readonly (readonly [Field, unknown])[] {
  const codes = (count: number) => Array.from({ length: count }, (_, at) => `MI${String(at).padStart(8, '0')}`);
  switch (field.kind) {
    case 'schools':
      return [[field, codes(field.max + 1)]];
    case 'preferences': {
      const target = field.targets[0];
      const wrong = (['school', 'country', 'region'] as const).find((each) => !field.targets.includes(each));
      const many = codes(field.max + 1).map((code, at) => ({ id: `l${at}`, target, code }));
      const lines = wrong === undefined ? [] : [[field, [{ id: 'l', target: wrong, code: 'MIPS00000A' }]] as const];
      return [[field, many], ...lines];
    }
    case 'multi_enum':
    case 'ranked_enum': {
      const chosen = field.options.slice(0, (field.max ?? field.options.length) + 1).map(({ value }) => value);
      return field.max !== undefined && chosen.length > field.max ? [[field, chosen]] : [];
    }
    case 'teaching_class': {
      const other = WORLD_CODES.teaching_class.find(
        (code) => !field.kinds?.includes(world.teachingClass(code)?.kind ?? ''),
      );
      return field.kinds === undefined || other === undefined ? [] : [[field, other]];
    }
    default:
      return [];
  }
}

function broken(definition: Definition, field: Field, value: unknown): void {
  const [section] = definition.sections;
  const answers = { [section?.id ?? '']: { [field.id]: value } } as unknown as Answers;
  const found = gaps(definition, answers, world).filter(({ severity }) => severity === 'error');
  assert.ok(
    found.some(({ code }) => LIMITS.includes(code)),
    `${field.id}: ${JSON.stringify(found)}`,
  );
  for (const gap of found) cites(definition, gap, field.id);
}

/** A question by itself, asked of everybody: whether a limit is told does not hang on what came before. */
function alone(section: Section, { when: _, ...field }: Field): Definition {
  const { id, title, norm } = section;
  const form = { id, title, kind: 'form', after: [], fields: [field], ...(norm === undefined ? {} : { norm }) };
  return { sections: [form], checks: [] } as unknown as Definition;
}

function tooMany(section: Extract<Section, { kind: 'list' }>): void {
  const { when: _, ...list } = section;
  const definition = { sections: [{ ...list, fields: [] }], checks: [] } as unknown as Definition;
  const items = Array.from({ length: section.max + 1 }, (_item, at) => ({ id: `i${at}` }));
  const found = gaps(definition, { [list.id]: items }, world);
  assert.deepEqual(
    found.map(({ code }) => code),
    ['too-many'],
  );
  // A hundred is where every list ends: of an act only when the pack says so.
  for (const gap of section.max === 100 && section.norm === undefined ? [] : found) cites(definition, gap, list.id);
}
