import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { ActField } from './act-field.tsx';
import { Checkbox } from './checkbox.tsx';
import { Form } from './form.tsx';
import { KeptOnPage } from './kept.tsx';
import { MarkField } from './mark-field.tsx';
import { PasswordField } from './password-field.tsx';
import { PaymentField } from './payment-field.tsx';
import { PeriodField } from './period-field.tsx';
import { PersonField } from './person-field.tsx';
import { RankedChoices } from './ranked-choices.tsx';
import { TextField } from './text-field.tsx';

const TWO = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];
const page = (children: ComponentChildren, posted: Record<string, unknown>, path = '/qui') =>
  render(
    <KeptOnPage.Provider value={{ path, posted }}>
      <Form action="/qui" csrf="token">
        {children}
      </Form>
    </KeptOnPage.Provider>,
  );

test('a field of several boxes shows what was in each of them', () => {
  const mark = <MarkField name="f" label="Voto" value={{ value: '90', base: '110', honours: true }} />;
  const kept = page(mark, { 'f.value': '59', 'f.base': '60' });
  assert.match(kept, /value="59"/);
  assert.match(kept, /<option selected value="60"|<option value="60" selected/);
  assert.doesNotMatch(kept, /checked/, 'a box that was not ticked is not sent');
  const act = page(<ActField name="f" label="Atto" />, {
    'f.authority': 'USR',
    'f.number': '12',
    'f.date.year': '2020',
  });
  for (const value of ['USR', '12', '2020']) assert.match(act, new RegExp(`value="${value}"`));
  const period = page(<PeriodField name="f" label="Periodo" />, { 'f.from.day': '7', 'f.to.year': '2021' });
  for (const value of ['7', '2021']) assert.match(period, new RegExp(`value="${value}"`));
  const person = page(<PersonField name="f" label="Figlio" relations={TWO} />, {
    'f.surname': 'Rossi',
    'f.relation': 'b',
  });
  assert.match(person, /value="Rossi"/);
  assert.match(person, /<option selected value="b"|<option value="b" selected/);
  const payment = page(<PaymentField name="f" label="Pagamento" reason="Tassa" />, {
    'f.notice': '301',
    'f.date.day': '9',
  });
  for (const value of ['301', '9']) assert.match(payment, new RegExp(`value="${value}"`));
  const ranked = page(<RankedChoices name="f" label="Ordine" choices={TWO} values={['a', 'b']} />, { f: ['b', 'a'] });
  assert.deepEqual(
    [...ranked.matchAll(/<option[^>]*selected[^>]*value="(\w)"|<option value="(\w)" selected/g)].map(
      (m) => m[1] ?? m[2],
    ),
    ['b', 'a'],
  );
});

test('only the form that was sent, and never a secret', () => {
  const field = <TextField name="f" label="Nome" value="prima" />;
  assert.match(page(field, { f: 'dopo' }), /value="dopo"/);
  assert.match(page(field, { f: 'dopo' }, '/altrove'), /value="prima"/);
  assert.match(page(<TextField name="constructor" label="Nome" value="prima" />, {}), /value="prima"/);
  assert.match(page(<Checkbox name="f" label="Sì" />, { f: 'true' }), /checked/);
  assert.doesNotMatch(
    page(<PasswordField name="f" label="Password" autocomplete="current-password" />, { f: 'segreto' }),
    /segreto/,
  );
});
