import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from './civil-date.ts';
import { birthDateOf, checkFiscalCode, type FiscalCode, type FiscalCodeFault } from './fiscal-code.ts';

/** Published examples and codes made by hand from the decree; none belongs to a person of this project. */
const good: readonly [text: string, sex: string, birth: string, place: string, omocodia: number][] = [
  ['RSSMRA80A01H501U', 'M', '80-1-1', 'H501', 0],
  ['rss mra 80a01 h501u', 'M', '80-1-1', 'H501', 0],
  ['MRTMTT91D08F205J', 'M', '91-4-8', 'F205', 0],
  ['MRTMTT25D09F205Z', 'M', '25-4-9', 'F205', 0],
  ['RSSMRA80A41H501Y', 'F', '80-1-1', 'H501', 0],
  ['BRNLSN61P69Z129L', 'F', '61-9-29', 'Z129', 0],
  ['FOXLII00B29A001L', 'M', '0-2-29', 'A001', 0],
];

test('a well-made code says day, sex and place of birth', () => {
  for (const [text, sex, birth, place, omocodia] of good) {
    const code = read(text);
    const { yearOfCentury, month, day } = code.birth;
    assert.deepEqual(
      [code.sex, `${yearOfCentury}-${month}-${day}`, code.placeCode, code.omocodia],
      [sex, birth, place, omocodia],
      text,
    );
    assert.equal(code.value, text.replaceAll(' ', '').toUpperCase());
  }
});

test('letters of omocodia are read in all seven places', () => {
  const code = read('RSSMRAULALMHRLMD');
  assert.equal(code.omocodia, 7);
  assert.equal(code.placeCode, 'H501');
  assert.equal(code.plain, 'RSSMRA80A01H501U');
  assert.deepEqual(code.birth, { yearOfCentury: 80, month: 1, day: 1 });
  assert.equal(read('RSSMRA80A01H50MM').plain, 'RSSMRA80A01H501U');
});

test('a bad code is refused with what is wrong', () => {
  const cases: readonly [text: string, ...kinds: FiscalCodeFault['kind'][]][] = [
    ['', 'missing'],
    ['   ', 'missing'],
    ['12345678901', 'temporary'],
    ['RSSMRA80A01H501', 'length'],
    ['RSSMRA80A01H501UU', 'length'],
    ['💥'.repeat(16), 'characters'],
    ['RSSMRA80A01H50O', 'length'],
    ['R5SMRA80A01H501U', 'characters'],
    ['RSSMRA8OA01H501U', 'characters'],
    ['RSSMRA80A01H5O1U', 'characters'],
    ['RSSMRAÈ0A01H501U', 'characters'],
    ['RSSMRA80A01H501X', 'check'],
    ['RSSMRA80F01H501Z', 'month'],
    ['RSSMRA80A00H501T', 'day'],
    ['RSSMRA80A32H501B', 'day'],
    ['RSSMRA80A72H501F', 'day'],
    ['RSSMRA80A40H501X', 'day'],
    ['RSSMRA80B30H501Y', 'day'],
    ['RSSMRA81B29H501B', 'day'],
    ['RSSMRA80D31H501L', 'day'],
    ['RSSMRA80A01H000P', 'place'],
    ['ARSMRA80A01H501K', 'surname'],
    ['RSSAMR80A01H501M', 'name'],
  ];
  for (const [text, ...kinds] of cases) {
    const checked = checkFiscalCode(text);
    assert.ok(!checked.ok, text);
    const found = checked.faults
      .map((fault) => fault.kind)
      .filter((kind) => kind !== 'check' || kinds.includes('check'));
    assert.deepEqual(found, kinds, text);
    for (const fault of checked.faults) assert.match(fault.message, /^[A-Z].*\.$/u);
  }
});

test('one wrong character is always noticed', () => {
  const value = 'MRTMTT91D08F205J';
  for (let at = 0; at < 15; at++) {
    for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      if (other === value[at]) continue;
      assert.equal(checkFiscalCode(value.slice(0, at) + other + value.slice(at + 1)).ok, false, `${at} ${other}`);
    }
  }
});

test('the century is the latest that fits the age wanted', () => {
  const day = '2026-11-21' as CivilDate;
  assert.equal(birthDateOf(read('RSSMRA80A01H501U'), day), '1980-01-01');
  assert.equal(birthDateOf(read('MRTMTT25D09F205Z'), day), '2025-04-09');
  assert.equal(birthDateOf(read('MRTMTT25D09F205Z'), day, 14), '1925-04-09');
  assert.equal(birthDateOf(read('FOXLII00B29A001L'), day), '2000-02-29');
  assert.equal(birthDateOf(read('FOXLII00B29A001L'), day, 30), undefined);
});

function read(text: string): FiscalCode {
  const checked = checkFiscalCode(text);
  assert.ok(checked.ok, `${text}: ${checked.ok ? '' : checked.faults.map((fault) => fault.message).join(' ')}`);
  return checked.code;
}
