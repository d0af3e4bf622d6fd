import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { importShippedRegistry } from '../../../test/registry.ts';
import { createRegistry, type Registry } from './registry-store.ts';
import type { SchoolSearch } from './schools-store.ts';

let fresh: FreshDatabase;
let registry: Registry;
before(async () => {
  fresh = await freshDatabase();
  await importShippedRegistry(fresh.database);
  registry = createRegistry(fresh.database);
});
after(() => fresh.drop());

test('schools are found by code, name, institute, kind and municipality, in any spelling', async () => {
  const cases: readonly (readonly [search: SchoolSearch, first: string, atLeast: number])[] = [
    [{ text: 'VDIC80100L' }, 'IC "LINA AURORA" BORGO VALDORO', 1],
    [{ text: ' vdic8' }, 'IC "LINA AURORA" BORGO VALDORO', 3],
    [{ text: 'VDPC01' }, 'L.CLASSICO "L. D\'ALBARO"', 1],
    [{ text: 'liceo classico', province: 'ML' }, 'LICEO CLASSICO "OMERO LAGO"', 1],
    [{ text: 'd’Àlbaro' }, 'L.CLASSICO "L. D\'ALBARO"', 1],
    [{ text: 'dalbaro class' }, 'L.CLASSICO "L. D\'ALBARO"', 1],
    [{ text: 'citta nuova' }, 'LICEO LINGUISTICO "CITTÀ NUOVA"', 2],
    [{ text: 'scuola primaria di rocca' }, 'SC.ELEM. AQUEDOLCI', 2],
    [{ text: 'laghera', grades: ['upper'] }, 'ITE', 0],
    [{ province: 'VD', grades: ['lower'] }, 'CPIA VALDORO', 6],
    [{ province: 'VD', sources: ['recognised'] }, 'LICEO LINGUISTICO "CITTÀ NUOVA"', 3],
  ];
  for (const [search, first, atLeast] of cases) {
    const found = await registry.searchSchools(search);
    assert.ok(found.length >= atLeast, `${JSON.stringify(search)}: ${found.length}`);
    if (atLeast > 0) assert.equal(found[0]?.name, first, JSON.stringify(search));
  }
});

test('only schools of the grades and the province asked for come back', async () => {
  const found = await registry.searchSchools({ province: 'ML', grades: ['nursery'], limit: 100 });
  assert.ok(found.length >= 6);
  assert.ok(found.every(({ province, grades }) => province === 'ML' && grades.includes('nursery')));
});

test('the number of results is bounded', async () => {
  assert.equal((await registry.searchSchools({ province: 'VD', limit: 5 })).length, 5);
  assert.equal((await registry.searchSchools({ province: 'VD', limit: -3 })).length, 1);
  assert.ok((await registry.searchSchools({ province: 'VD', limit: 1e9 })).length <= 100);
});

test('hostile, empty and enormous searches find nothing and break nothing', async () => {
  const texts = [
    "'; drop table schools; --",
    "' | !x:*",
    '\\',
    '%',
    '_',
    '\0',
    'a\0b',
    '<script>',
    '💥',
    ':*',
    '&',
    '()',
    'x'.repeat(100_000),
    '\u202E',
    '١٢',
  ];
  for (const text of texts)
    assert.deepEqual(await registry.searchSchools({ text }), [], JSON.stringify(text.slice(0, 20)));
  assert.deepEqual(await registry.searchSchools({}), []);
  assert.deepEqual(await registry.searchSchools({ text: ' ', province: '' }), []);
  assert.deepEqual(await registry.searchSchools({ province: "VD' or true --" }), []);
  assert.equal(await registry.findSchool("VDIC80100L'--"), undefined);
  assert.equal(await registry.findSchool('\0'), undefined);
});

test('a school without a name in the list goes by its institute', async () => {
  const [row] = await fresh.database.query<{ code: string }>('select code from schools where name is null limit 1');
  const school = await registry.findSchool(row?.code ?? '');
  assert.equal(school?.name, "I.C. CASTELNOVO D'ORO");
});

test('a closed school is still read by its code, and no longer found', async () => {
  const [code = ''] = (await registry.searchSchools({ text: 'omero lago' })).map((school) => school.code);
  await fresh.owner.query('update schools set closed_in = imported_in where code = $1', [code]);
  assert.deepEqual(await registry.searchSchools({ text: 'omero lago' }), []);
  assert.equal((await registry.findSchool(code.toLowerCase()))?.closed, true);
  assert.deepEqual((await registry.schoolsByCodes([code, 'VDIC80100L', 'XXXX000000'])).length, 2);
});
