import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { readData, type TypedData } from './data-form.ts';

const typed: TypedData = {
  street: '  Via  Roma 12 ',
  municipality: 'A944',
  postalCode: '40121',
  mobile: '333 123.4567',
  phone: '',
  documentKind: 'identity-card',
  documentNumber: 'ca 12345 bb',
  documentIssuer: 'Comune di Bologna',
  documentIssued: '5/3/2020',
  documentExpires: '5/3/30',
  privacy: true,
};
const around = {
  municipality: { code: 'A944', name: 'Bologna', province: 'BO' },
  birthDate: '1985-03-05' as CivilDate,
  today: '2026-03-16' as CivilDate,
};

const faultsOf = (
  change: Partial<TypedData>,
  municipality: typeof around.municipality | undefined = around.municipality,
) => {
  const read = readData({ ...typed, ...change }, { ...around, municipality });
  return 'faults' in read ? read.faults.map(({ field }) => field) : [];
};

test('what was typed is kept in one spelling', () => {
  const read = readData(typed, around);
  assert.ok('data' in read);
  assert.equal(read.data.contact.street, 'Via Roma 12');
  assert.equal(read.data.contact.mobile, '3331234567');
  assert.deepEqual(read.data.document, {
    kind: 'identity-card',
    number: 'CA12345BB',
    issuer: 'Comune di Bologna',
    issued: '2020-03-05',
    expires: '2030-03-05',
  });
});

const cases: readonly [title: string, change: Partial<TypedData>, fields: string[]][] = [
  ['a document that expired yesterday', { documentExpires: '15/3/2026' }, ['documentExpires']],
  ['a document that expires today', { documentExpires: '16/3/2026' }, ['documentExpires']],
  ['a document that expires tomorrow', { documentExpires: '17/3/2026' }, []],
  ['a document issued today', { documentIssued: '16/3/2026' }, []],
  ['a document issued tomorrow', { documentIssued: '17/3/2026' }, ['documentIssued']],
  ['a document issued before birth', { documentIssued: '4/3/1985' }, ['documentIssued']],
  [
    'a document that expires when it was issued',
    { documentIssued: '1/3/2026', documentExpires: '1/3/2026' },
    ['documentExpires'],
  ],
  ['a document for the next two centuries', { documentExpires: '5/3/2203' }, ['documentExpires']],
  ['a day that does not exist', { documentExpires: '31/4/2030' }, ['documentExpires']],
  ['a date of other letters', { documentIssued: 'ieri/x/y' }, ['documentIssued']],
  ['no telephone at all', { mobile: '', phone: '' }, ['mobile']],
  ['only a fixed telephone', { mobile: '', phone: '051 123456' }, []],
  ['a telephone of letters', { phone: 'casa' }, ['phone']],
  ['a foreign telephone', { mobile: '+44 20 7946 0958' }, []],
  ['a CAP of four digits', { postalCode: '4012' }, ['postalCode']],
  ['an address without letters', { street: '12' }, ['street']],
  ['an invisible address', { street: '\u200b\u200d' }, ['street']],
  ['no consent', { privacy: false }, ['privacy']],
  ['an unknown kind of document', { documentKind: 'ticket' }, ['documentKind']],
  ['a document number with symbols', { documentNumber: "CA'; drop table" }, ['documentNumber']],
  ['an issuer without letters', { documentIssuer: '…' }, ['documentIssuer']],
];
for (const [title, change, fields] of cases) {
  test(`${title}: ${fields.length === 0 ? 'accepted' : `refused at ${fields.join()}`}`, () => {
    assert.deepEqual(faultsOf(change), fields);
  });
}

test('an empty form tells everything that is missing, in the order of the page', () => {
  const empty = Object.fromEntries(
    Object.keys(typed).map((key) => [key, key === 'privacy' ? false : '']),
  ) as unknown as TypedData;
  const read = readData(empty, { ...around, municipality: undefined });
  assert.ok('faults' in read);
  assert.deepEqual(
    read.faults.map(({ field }) => field),
    [
      'street',
      'municipality',
      'postalCode',
      'mobile',
      'documentKind',
      'documentNumber',
      'documentIssuer',
      'documentIssued',
      'documentExpires',
      'privacy',
    ],
  );
});

test('a municipality that is not in the registry is refused', () => {
  const read = readData(typed, { ...around, municipality: undefined });
  assert.ok('faults' in read && read.faults[0]?.field === 'municipality');
});
