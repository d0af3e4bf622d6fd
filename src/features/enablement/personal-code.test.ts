import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { KnownData } from './code-traces.ts';
import { normalizePersonalCode, personalCodeFaults } from './personal-code.ts';

const person: KnownData = {
  surname: "D'Alò Rossi",
  name: 'Maria Pia',
  birthDate: '1985-03-05' as CivilDate,
  fiscalCode: 'DLRMRP85C45H501T',
  username: 'm.dalorossi1',
  email: 'gattina77@posta.example',
  documentNumber: 'CA12345BB',
  phones: ['+393338462957', ''],
};

const cases: readonly [code: string, says: RegExp | undefined][] = [
  ['volpe7bosco2', undefined],
  ['K7M49QXT', undefined],
  ['8x8x9y9z', undefined],
  ['', /Scrivi/],
  ['corto1', /troppo corto/],
  ['a1'.repeat(33), /troppo lungo/],
  ['sololettere', /una cifra/],
  ['73951846', /una lettera/],
  ['volpe 7bosco', /lettere senza accento/],
  ['volpè7bosco2', /lettere senza accento/],
  ['volpe7bosco!', /lettere senza accento/],
  ['１２３４abcdef', /lettere senza accento/],
  ['xMARIAx79', /nome o cognome/],
  ['airam7913x', /nome o cognome/],
  ['dalo79xk', /nome o cognome/],
  ['rossi79x', /nome o cognome/],
  ['x05031985', /data di nascita/],
  ['x5385kqzw', /data di nascita/],
  ['volpe050385', /data di nascita/],
  ['19850305xx', /data di nascita/],
  ['5marzo85k', /data di nascita/],
  ['mar85volpe05mar85', /data di nascita/],
  ['volpe1985', /data di nascita/],
  ['05a03b1985', /data di nascita/],
  ['volpe0503x', /data di nascita/],
  ['xC45H501x', /codice fiscale/],
  ['dlrmrpx7', /codice fiscale/],
  ['xmdalorossi1', /nome o cognome|nome utente/],
  ['gattina77x', /e-mail/],
  ['ca12345x', /documento/],
  ['x846295v', /telefono/],
  ['volpe1234x', /sequenza/],
  ['abcd7391', /sequenza/],
  ['qwer7913', /sequenza/],
  ['9876volpe', /sequenza/],
  ['volpe7777', /ripetizione/],
  ['a7a7a7a7', /ripetizione/],
  ['abk7abk7', /ripetizione/],
];

for (const [code, says] of cases) {
  test(`«${code}» ${says === undefined ? 'will do as a personal code' : `is refused (${says.source})`}`, () => {
    const faults = personalCodeFaults(code, person);
    if (says === undefined) assert.deepEqual(faults, []);
    else assert.match(faults.join(' '), says);
  });
}

test('everything wrong with the form of a code is said at once', () => {
  assert.equal(personalCodeFaults('à!', person).length, 4);
});

test('capitals and small letters are the same code', () => {
  assert.equal(normalizePersonalCode(' Volpe7Bosco2 '), normalizePersonalCode('VOLPE7BOSCO2'));
});

test('a very short surname is refused only when it is all the letters there are', () => {
  const short = { ...person, surname: 'Bo', name: 'Li' };
  assert.match(personalCodeFaults('BO739514', short).join(), /nome o cognome/);
  assert.deepEqual(personalCodeFaults('bosco739', { ...short, email: 'x@y.example' }), []);
});
