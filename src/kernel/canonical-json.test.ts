import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { formatPoints, pointsOf } from './points.ts';

test('keys are sorted, absent members left out, numbers and text written as RFC 8785 wants', () => {
  const cases: readonly [unknown, string][] = [
    [{ b: 1, a: [true, null, 'è'] }, '{"a":[true,null,"è"],"b":1}'],
    [{ a: undefined, b: 0.5 }, '{"b":0.5}'],
    [{ '\u20ac': 1, '\r': 2, '1': 3, '\u00f6': 4, '\ud83d\ude00': 5 }, '{"\\r":2,"1":3,"ö":4,"€":1,"😀":5}'],
    [1e21, '1e+21'],
    [-0, '0'],
    ['\u000f"\\', '"\\u000f\\"\\\\"'],
  ];
  for (const [value, text] of cases) assert.equal(canonicalJson(value), text);
});

test('what JSON cannot say is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', () => 1, { a: Symbol('x') }]) {
    assert.throws(() => canonicalJson(value), TypeError);
  }
});

test('it reads back as the same value, whatever the order of the keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(text)), text);
    }),
  );
});

test('points are hundredths, written with a comma', () => {
  const cases: readonly [number, string][] = [
    [2650, '26,50'],
    [0, '0,00'],
    [5, '0,05'],
    [-150, '-1,50'],
  ];
  for (const [points, text] of cases) assert.equal(formatPoints(points), text);
  assert.equal(pointsOf(26.5), 2650);
  assert.equal(pointsOf(1.15), 115);
});
