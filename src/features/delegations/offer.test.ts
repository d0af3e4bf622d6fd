import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { answerBy, type Fault, type Given, type Offer, offerRefusal, readOffer, type TypedOffer } from './offer.ts';
import { alike } from './surname.ts';

const typed: TypedOffer = {
  fiscalCode: 'bnc brn 80a01 f205f',
  surname: ' Bianchi ',
  from: '2026-03-02',
  until: '2026-03-20',
  scope: 'all',
  procedures: [],
};
const known = {
  today: '2026-03-02' as CivilDate,
  ownFiscalCode: 'RSSNNA80A41F205O',
  published: ['gps-2026', 'ata-2026'],
};
const read = (changes: Partial<TypedOffer> = {}) => readOffer({ ...typed, ...changes }, known);
const made = (changes: Partial<TypedOffer> = {}): Offer => {
  const reading = read(changes);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.offer;
};

describe('an offer', () => {
  test('holds whole days of Rome: from the first midnight to the one after the last day', () => {
    assert.deepEqual(made(), {
      fiscalCode: 'BNCBRN80A01F205F',
      surname: 'Bianchi',
      procedures: null,
      startsAt: new Date('2026-03-01T23:00:00.000Z'),
      endsAt: new Date('2026-03-20T23:00:00.000Z'),
    });
  });

  test('ends at midnight also when summer time begins meanwhile', () => {
    assert.equal(made({ until: '2026-04-20' }).endsAt.toISOString(), '2026-04-20T22:00:00.000Z');
  });

  const faulty: readonly [story: string, changes: Partial<TypedOffer>, field: Fault['field'] | undefined][] = [
    ['needs a fiscal code', { fiscalCode: ' ' }, 'fiscalCode'],
    ['whose last letter agrees with the others', { fiscalCode: 'BNCBRN80A01F205A' }, 'fiscalCode'],
    ['and which is not one’s own', { fiscalCode: known.ownFiscalCode }, 'fiscalCode'],
    ['needs a surname', { surname: '  ' }, 'surname'],
    ['does not begin yesterday', { from: '2026-03-01' }, 'from'],
    ['nor on a day that does not exist', { from: '2026-02-30' }, 'from'],
    ['begins in 90 days at the latest', { from: '2026-05-31', until: '2026-06-10' }, undefined],
    ['not in 91', { from: '2026-06-01', until: '2026-06-10' }, 'from'],
    ['may last one day', { until: '2026-03-02' }, undefined],
    ['does not end before it begins', { from: '2026-03-05', until: '2026-03-04' }, 'until'],
    ['lasts 180 days at most', { until: '2026-08-28' }, undefined],
    ['not 181', { until: '2026-08-29' }, 'until'],
    ['says for what', { scope: '' }, 'scope'],
    ['with at least one procedure', { scope: 'chosen' }, 'procedures'],
    ['that is published', { scope: 'chosen', procedures: ['gps-2026', 'altra'] }, 'procedures'],
  ];
  for (const [story, changes, field] of faulty) {
    test(story, () => {
      const reading = read(changes);
      assert.deepEqual('faults' in reading ? reading.faults.map((fault) => fault.field) : [], field ? [field] : []);
    });
  }

  test('keeps each procedure once, and none of them when it is for all', () => {
    const procedures = ['gps-2026', 'gps-2026'];
    assert.deepEqual(made({ scope: 'chosen', procedures }).procedures, ['gps-2026']);
    assert.equal(made({ scope: 'all', procedures }).procedures, null);
  });

  test('waits 15 days for an answer, or until it would end', () => {
    const now = new Date('2026-03-02T10:00:00Z');
    assert.equal(answerBy(made({ until: '2026-04-20' }), now).toISOString(), '2026-03-17T10:00:00.000Z');
    assert.equal(answerBy(made({ until: '2026-03-03' }), now).toISOString(), '2026-03-03T23:00:00.000Z');
  });
});

describe('beside those already given', () => {
  const now = new Date('2026-03-02T10:00:00Z');
  const given = (changes: Partial<Given> = {}): Given => ({
    ...made(),
    offeredAt: new Date('2026-02-01T10:00:00Z'),
    answerBy: new Date('2026-03-17T10:00:00Z'),
    acceptedAt: new Date('2026-02-02T10:00:00Z'),
    refusedAt: null,
    revokedAt: null,
    ...changes,
  });
  const other = (fiscalCode: string, changes: Partial<Given> = {}) => given({ fiscalCode, ...changes });
  const today = new Date('2026-03-02T09:00:00Z');
  const cases: readonly [story: string, before: readonly Given[], refusal: string | undefined][] = [
    ['the first is taken', [], undefined],
    ['a second for the same person in the same days is not', [given()], 'overlapping'],
    ['nor while the first still waits for an answer', [given({ acceptedAt: null })], 'overlapping'],
    ['unless the first was revoked', [given({ revokedAt: now })], undefined],
    ['or refused', [given({ acceptedAt: null, refusedAt: now })], undefined],
    ['or ends before this one begins', [given({ startsAt: now, endsAt: made().startsAt })], undefined],
    ['two others may act in the same days', [other('A'), other('B')], undefined],
    ['three are the most', [other('A'), other('B'), other('C')], 'too-many-open'],
    ['those that are over do not count', [other('A'), other('B'), other('C', { revokedAt: now })], undefined],
    [
      'five offers in a day are the most, whatever became of them',
      ['A', 'B', 'C', 'D', 'E'].map((code) => other(code, { offeredAt: today, revokedAt: today })),
      'too-many-today',
    ],
  ];
  for (const [story, before, refusal] of cases) {
    test(story, () => assert.equal(offerRefusal(made(), before, now), refusal));
  }
});

describe('a surname typed by somebody else', () => {
  const cases: readonly [one: string, other: string, same: boolean][] = [
    ['Bianchi', 'BIANCHI', true],
    ['D’Amico', "D'amico", true],
    ['De Luca', 'DELUCA', true],
    ['Però', 'Pero', true],
    ['Bianchi', 'Bianco', false],
    ['', '', false],
    ['...', '', false],
  ];
  for (const [one, other, same] of cases) {
    test(`“${one}” ${same ? 'is' : 'is not'} “${other}”`, () => assert.equal(alike(one, other), same));
  }
});
