import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { createStrength } from '../../platform/hashing-strength.ts';
import { ALONE, normalizePassword, passwordFault, WITH_SECOND_FACTOR } from './password-policy.ts';

const dataFolder = process.env['POLIS_DATA_DIR'] ?? '../shared/data';
const strength = createStrength(existsSync(dataFolder) ? dataFolder : undefined);
const anna = {
  fiscalCode: 'BNCNNA85C47F205X',
  surname: 'Bianchi',
  name: 'Anna',
  username: 'anna.bianchi',
  email: 'annina.b@example.it',
  birthDate: '1985-03-07',
};

test('a password is judged by length, by whose it is and by how soon it is guessed', () => {
  const cases: readonly [password: string, refusal: RegExp | undefined][] = [
    ['', /^Scrivi/],
    ['corta', /5 caratteri.*almeno 15/],
    ['quattordici-14', /14 caratteri/],
    ['graffetta celeste in mansarda', undefined],
    ['GraffettaCeleste', undefined],
    ['però così città 東京', undefined],
    [`${'vd9-kq3.'.repeat(16)}`, /indovina facilmente/],
    [`x7Kp${'graffetta mansarda celeste '.repeat(5)}`, /troppo lunga/],
    ['aaaaaaaaaaaaaaaaaa', /indovina facilmente/],
    ['123456789012345678', /indovina facilmente/],
    ['qwertyuiopasdfghjkl', /indovina facilmente|più usate/],
    ['BNCNNA85C47F205X', /tuoi dati/],
    ['anna.bianchi1985', /tuoi dati/],
    ['Bianchi-Anna-07031985', /tuoi dati/],
    ['annina.b@example.it', /tuoi dati/],
    ['istanzeonline-scuola', /questo portale/],
    ['Polis Ministero Istruzione', /questo portale/],
  ];
  for (const [password, refusal] of cases) {
    const fault = passwordFault(password, anna, ALONE, strength);
    if (refusal === undefined) assert.equal(fault, undefined, password);
    else assert.match(fault ?? 'good', refusal, password);
  }
});

test('beside a second factor eight characters are enough, and common ones are still refused', () => {
  assert.equal(passwordFault('vq7-tarlo', anna, WITH_SECOND_FACTOR, strength), undefined);
  assert.match(passwordFault('iloveyou', anna, WITH_SECOND_FACTOR, strength) ?? '', /più usate/);
  assert.match(passwordFault('vq7-tar', anna, WITH_SECOND_FACTOR, strength) ?? '', /almeno 8/);
});

test('the same text typed in two ways is the same password, and a character is a character', () => {
  assert.equal(normalizePassword('città'), normalizePassword('citta\u0300'));
  assert.match(passwordFault('💥'.repeat(14), anna, ALONE, strength) ?? '', /14 caratteri/);
});

test('no text makes the judgement slow', () => {
  const start = performance.now();
  for (const unit of ['a1', '@$!0', 'pa55word', 'qwe', '20', 'aA', '({|i'])
    passwordFault(unit.repeat(70).slice(0, 128), anna, ALONE, strength);
  for (const unit of ['a1', 'x']) passwordFault(unit.repeat(5000), anna, ALONE, strength);
  assert.ok(performance.now() - start < 3000, `${performance.now() - start} ms`);
});
