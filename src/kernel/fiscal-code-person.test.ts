import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CivilDate, civilDate } from './civil-date.ts';
import { checkFiscalCode, type FiscalCode } from './fiscal-code.ts';
import { deriveFiscalCode, fiscalCodeAgrees, homonymCode, type PersonOfCode } from './fiscal-code-person.ts';

const mario: PersonOfCode = {
  surname: 'Rossi',
  name: 'Mario',
  birthDate: '1980-01-01' as CivilDate,
  sex: 'M',
  placeCode: 'H501',
};

test('surname and name give their three letters each', () => {
  const cases: readonly [surname: string, name: string, letters: string][] = [
    ['Rossi', 'Mario', 'RSSMRA'],
    ['Bianchi', 'Giovanna', 'BNCGNN'],
    ['Fo', 'Dario', 'FOXDRA'],
    ['Re', 'Ada', 'REXDAA'],
    ['Aiello', 'Io', 'LLAIOX'],
    ['U', 'Ugo', 'UXXGUO'],
    ['De Luca', 'Anna Maria', 'DLCNMR'],
    ['D’Amico', 'Niccolò', 'DMCNCL'],
    ["D'Amico", 'Nicolò', 'DMCNCL'],
    ['Dell’Acqua', 'Jean-Pierre', 'DLLJPR'],
    ['Šimić', 'Žarko', 'SMCZRK'],
    ['Łukasz', 'Óscar', 'LKSSCR'],
    ['Weiß', 'Jürgen', 'WSSJGN'],
    ['Yılmaz', 'Ayşe', 'YLMYSA'],
    ['Nguyễn', 'Đức', 'NGYDCU'],
    ['Ibáñez', 'Begoña', 'BNZBGN'],
    ['Esposito', 'Francesca Romana', 'SPSFNC'],
    ['Conte', 'Claudia', 'CNTCLD'],
    ['Moretti', 'Gianfranco', 'MRTGFR'],
  ];
  for (const [surname, name, letters] of cases) {
    assert.equal(deriveFiscalCode({ ...mario, surname, name }).slice(0, 6), letters, `${surname} ${name}`);
  }
});

test('known codes come out whole', () => {
  assert.equal(deriveFiscalCode(mario), 'RSSMRA80A01H501U');
  assert.equal(deriveFiscalCode({ ...mario, sex: 'F', name: 'Maria' }), 'RSSMRA80A41H501Y');
  const matteo = {
    surname: 'Moretti',
    name: 'Matteo',
    birthDate: '1991-04-08' as CivilDate,
    sex: 'M',
    placeCode: 'F205',
  } as const;
  assert.equal(deriveFiscalCode(matteo), 'MRTMTT91D08F205J');
});

test('each field that disagrees is named, and only it', () => {
  const cases: readonly [change: Partial<PersonOfCode>, field: string][] = [
    [{ surname: 'Verdi' }, 'surname'],
    [{ surname: 'Иванов' }, 'surname'],
    [{ name: 'Marco' }, 'name'],
    [{ name: '' }, 'name'],
    [{ birthDate: '1980-01-02' as CivilDate }, 'birthDate'],
    [{ birthDate: '1981-01-01' as CivilDate }, 'birthDate'],
    [{ sex: 'F' }, 'sex'],
    [{ placeCode: 'F205' }, 'placeCode'],
  ];
  for (const [change, field] of cases) {
    const found = fiscalCodeAgrees(read('RSSMRA80A01H501U'), { ...mario, ...change });
    assert.deepEqual(
      found.map((item) => item.field),
      [field],
    );
    assert.match(found[0]?.message ?? '', /^[A-Z].*\.$/u);
  }
  assert.deepEqual(fiscalCodeAgrees(read('RSSMRA80A01H501U'), mario), []);
});

test('letters with an umlaut are accepted in both spellings', () => {
  const simple = deriveFiscalCode({ ...mario, surname: 'Bo', name: 'Jo' });
  const written = deriveFiscalCode({ ...mario, surname: 'Boe', name: 'Joe' });
  const person = { ...mario, surname: 'Bö', name: 'Jö' };
  assert.deepEqual(fiscalCodeAgrees(read(simple), person), []);
  assert.deepEqual(fiscalCodeAgrees(read(written), person), []);
});

test('what is derived is well made, agrees, and stays so with any letters of omocodia', () => {
  const names = fc.stringMatching(/^[A-Za-zÀàÈéìÒùÄöüßŁđ'’ -]{0,8}[A-Za-z]{1,6}$/);
  const days = fc
    .tuple(fc.integer({ min: 1900, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => civilDate(year, month, day) as CivilDate);
  const places = fc.stringMatching(/^[A-MZ]\d{2}[1-9]$/);
  const people = fc.record({
    surname: names,
    name: names,
    birthDate: days,
    sex: fc.constantFrom('F', 'M'),
    placeCode: places,
  });
  fc.assert(
    fc.property(people, fc.integer({ min: 0, max: 7 }), (person, level) => {
      const plain = deriveFiscalCode(person as PersonOfCode);
      const code = read(homonymCode(plain, level));
      assert.equal(code.omocodia, level);
      assert.equal(code.plain, plain);
      assert.deepEqual(fiscalCodeAgrees(code, person as PersonOfCode), []);
    }),
  );
});

test('any text is answered without an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      checkFiscalCode(text);
      fiscalCodeAgrees(read('RSSMRA80A01H501U'), { ...mario, surname: text, name: text });
    }),
  );
});

function read(text: string): FiscalCode {
  const checked = checkFiscalCode(text);
  assert.ok(checked.ok, text);
  return checked.code;
}
