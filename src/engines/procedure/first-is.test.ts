import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from './answers.ts';
import { gaps } from './index.ts';
import { anyContext, definitionOf, smallSource } from './small-procedure.ts';

const targets = ['school', 'municipality', 'province'];
const sourceWith = (more: object) => ({
  ...smallSource,
  sections: [
    ...smallSource.sections,
    {
      id: 'choice',
      kind: 'form',
      title: 'Scelte',
      fields: [
        { id: 'near', kind: 'municipality', label: 'Comune' },
        { id: 'posts', kind: 'preferences', label: 'Sedi', max: 10, targets },
      ],
    },
  ],
  checks: [
    { id: 'first', check: 'first_is', section: 'choice', field: 'posts', place: 'near', message: 'no', ...more },
  ],
});

/** Schools of TO are in L219; those of MI in F205. */
const context: Context = {
  ...anyContext,
  school: (code) => {
    const province = code.slice(0, 2);
    return { code, name: code, province, municipality: code, municipality_code: province === 'TO' ? 'L219' : 'F205' };
  },
  municipality: (code) => ({ code, name: code, province: code === 'L219' ? 'TO' : 'MI' }),
};

const inside = { target: 'school', code: 'TOIS01200X' };
const place = { target: 'municipality', code: 'L219' };
const around = { target: 'province', code: 'TO' };
const outside = { target: 'school', code: 'MIIS01200X' };

function isBroken(posts: readonly object[] | undefined, more: object, near: string | undefined = 'L219'): boolean {
  const found = gaps(definitionOf(sourceWith(more)), { choice: { near, posts } } as never, context);
  return found.some(({ code, field }) => code === 'first' && field === 'posts');
}

test('the first preference is the place, or lies in it', () => {
  for (const posts of [[place, outside], [inside, outside], [inside]]) assert.equal(isBroken(posts, {}), false);
  for (const posts of [
    [outside, place],
    [around, inside],
  ])
    assert.equal(isBroken(posts, {}), true);
});

test('where the whole place is wanted, it comes before anything outside it', () => {
  const whole = { whole: true };
  for (const posts of [[place, outside], [inside, place, outside], [inside], [inside, place, around]])
    assert.equal(isBroken(posts, whole), false, JSON.stringify(posts));
  for (const posts of [
    [inside, outside],
    [inside, outside, place],
    [inside, around],
    [outside, place],
  ])
    assert.equal(isBroken(posts, whole), true, JSON.stringify(posts));
});

test('without preferences, or without the place, there is nothing to compare', () => {
  assert.equal(isBroken(undefined, { whole: true }), false);
  assert.equal(isBroken([outside], { whole: true }, ''), false);
});
