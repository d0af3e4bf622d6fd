import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Caller, encoded } from './caller.ts';
import { openCastWorld, PUBLIC_URL } from './cast-world.ts';
import { assertHarmless, Vocabulary } from './hostile-checks.ts';
import { hostileForms } from './hostile-forms.ts';
import { type Ready, ready } from './hostile-posts.ts';
import { ELSEWHERE } from './naughty-strings.ts';

// Every field that says where to go on leads nowhere but into the portal (S-18).

const world = await openCastWorld();
after(() => world.close());
const vocabulary = new Vocabulary();
const forms: Ready[] = [];
for (const form of await hostileForms(world)) forms.push(await ready(world, vocabulary, form));

describe('an address to go on to', () => {
  const asks: readonly [string, (address: string) => [Caller, ...Parameters<Caller['ask']>]][] = [
    ['after the login', (to) => formAsk('POST /accesso', { dopo: to })],
    ['when one is in already', (to) => [world.caller('anna'), get(`/accesso?${encoded({ dopo: to })}`)]],
    ['after the second proof', (to) => formAsk('POST /accesso/secondo-fattore', { dopo: to })],
    ['after a fresh proof', (to) => formAsk('POST /accesso/conferma', { dopo: to })],
    ['when the proof is fresh', (to) => [world.caller('anna'), get(`/accesso/conferma?${encoded({ dopo: to })}`)]],
    ['after one’s own new password', (to) => formAsk('POST /profilo/password', { dopo: to })],
    ['after the new password', (to) => formAsk('POST /accesso/nuova-password', { dopo: to })],
    ['when one stays', (to) => formAsk('POST /sessione', { torna: to })],
    ['after a section', (to) => formAsk('POST /istanze/:application/sezioni/:section', { torna: to })],
  ];
  const get = (path: string) => ({ method: 'GET' as const, path });
  const formAsk = (route: string, more: Record<string, string>): [Caller, ...Parameters<Caller['ask']>] => {
    const form = forms.find((each) => each.route === route);
    if (form === undefined) throw new Error(`no form for ${route}`);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = encoded({ ...form.sent, ...more });
    return [form.caller, { method: 'POST', path: form.action, headers, body }];
  };

  for (const [when, make] of asks) {
    it(`is one of ours ${when}`, async () => {
      for (const address of ELSEWHERE) {
        const [caller, asked] = make(address);
        const { result } = await world.database.trial(() => caller.ask(asked));
        assert.equal(result.status, 303, address);
        const { origin, username } = new URL(result.location ?? '', PUBLIC_URL);
        assert.deepEqual([origin, username], [PUBLIC_URL, ''], `${JSON.stringify(address)} led to ${result.location}`);
        assertHarmless(world, result, vocabulary, address);
      }
    });
  }
});
