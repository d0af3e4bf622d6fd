import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { nameOf, WHO } from './access-checks.ts';
import { addressOf, atTheDoor, NOTHING, ROLES, type Role, thingsOf } from './access-policy.ts';
import { encoded } from './caller.ts';
import { openCastWorld } from './cast-world.ts';
import { assertHarmless, Vocabulary } from './hostile-checks.ts';
import { hostileForms } from './hostile-forms.ts';
import { type Ready, ready, withField } from './hostile-posts.ts';
import { readHtml } from './html-reader.ts';
import { BIG_LIST, BREAKERS, CHARACTERS, RAW_VALUES, sampled } from './naughty-strings.ts';
import { rowsOf } from './table-rows.ts';

// What comes in beside the fields of a form: fields nobody asked for (S-62), queries, cookies, files, and
// requests that are hardly requests (S-64).

const world = await openCastWorld();
after(() => world.close());
const vocabulary = new Vocabulary();
const forms: Ready[] = [];
for (const form of await hostileForms(world)) forms.push(await ready(world, vocabulary, form));

describe('a field nobody asked for', () => {
  const { marta } = world.people;
  const WISHES: Readonly<Record<string, string>> = {
    ruolo: 'administrator',
    role: 'administrator',
    memberships: 'administrator',
    stato: 'active',
    state: 'active',
    enablement: 'active',
    proven: 'true',
    temporary: 'false',
    punteggio: '99',
    points: '99',
    position: '1',
    version: '99',
    edition: '9',
    release_digest: '0'.repeat(64),
    id: marta.account.id,
    account_id: marta.account.id,
    accountId: marta.account.id,
    application_id: world.belongings.marta.application,
    filing_id: world.belongings.marta.filing,
    email: 'altri@example.com',
    fiscal_code: marta.account.fiscalCode,
    full_name: 'Altro Nome',
    username: 'altri',
    office_code: 'ML',
    arrived_at: '2020-01-01T00:00:00Z',
    closes_at: '2099-01-01T00:00:00Z',
    admin: '1',
    constructor: 'x',
  };

  for (const form of forms) {
    it(`changes nothing: ${form.name}`, async () => {
      const own = new Set([...Object.keys(form.sent), ...form.fields.map(({ name }) => name)]);
      const extra = Object.entries(WISHES).filter(([name]) => !own.has(name) && form.toldAt === undefined);
      const did = async (body: string) => {
        const { result } = await world.database.trial(async () => {
          const answer = await form.caller.postBody(form.action, body);
          return { status: answer.status, rows: await rowsOf(world.database) };
        });
        return result;
      };
      // A form that hides which questions it asked is taken to ask those it answers.
      const forgetful = form.judgedOn === undefined ? [] : [{ ...form.sent, base: '' }];
      for (const sent of [form.sent, ...forgetful]) {
        const plain = await did(encoded(sent));
        const wishing = await did(
          `${encoded({ ...Object.fromEntries(extra), ...sent })}&__proto__=1&__proto__%5Brole%5D=administrator`,
        );
        assert.equal(wishing.status, form.good);
        assert.deepEqual(wishing, plain);
      }
    });
  }
});

describe('a query', () => {
  const NAMES = ['q', 'voce', 'testo', 'cerca', 'controlla', 'doppio', 'torna', 'ripresa', 'pagina', 'scuola', 'dopo'];
  const firstIn = (route: (typeof world.routes)[number]): [Role, string] => {
    const { object } = route.policy;
    for (const role of ROLES.filter((each) => atTheDoor(route, each) === 'enters')) {
      const things = object === undefined ? [NOTHING] : thingsOf(world)[object];
      const thing = things.find(({ seenBy }) => object === undefined || seenBy.includes(role));
      if (thing !== undefined) return [role, addressOf(route.path, thing, world)];
    }
    throw new Error(`nobody enters ${nameOf(route)}`);
  };

  for (const route of world.routes.filter(({ method }) => method === 'GET')) {
    it(`does no harm to ${route.path}`, async () => {
      const [role, address] = firstIn(route);
      const caller = world.caller(WHO[role]);
      const { result: plain } = await world.database.trial(() => caller.get(address));
      vocabulary.learn(readHtml(plain.body));
      const strings = [
        ...BREAKERS,
        ...sampled(CHARACTERS, route.path, 6),
        ...sampled(BIG_LIST, route.path, 4),
        'x'.repeat(5_000),
      ];
      const queries = [
        ...strings.map((value) => encoded(Object.fromEntries(NAMES.map((name) => [name, value])))),
        ...sampled(RAW_VALUES, route.path, 3).map((raw) =>
          NAMES.map((name) => `${name}=${raw}&${name}=${raw}`).join('&'),
        ),
        NAMES.map((name) => `${name}%5Ba%5D=1&__proto__=1&constructor=${name}`).join('&'),
      ];
      for (const query of queries) {
        const { result } = await world.database.trial(() => caller.get(`${address}?${query}`));
        assertHarmless(world, result, vocabulary, `${route.path}?${query.slice(0, 80)}`);
      }
    });
  }
});

describe('a cookie', () => {
  for (const name of ['session', 'visit', 'notice', 'device', 'parked', 'pending']) {
    it(`called ${name}, made up, opens nothing and shows nothing`, async () => {
      const strings = [...BREAKERS, ...CHARACTERS, ...sampled(BIG_LIST, name, 20)];
      const values = strings.map((value) => encodeURIComponent(value.toWellFormed()));
      for (const value of [...values, ...RAW_VALUES, 'a.b', '.', '='.repeat(50), 'x'.repeat(3_000)]) {
        const caller = world.caller(undefined, `__Host-polis-${name}=${value}`);
        for (const path of ['/', '/area', '/registrazione/inviata', '/accesso']) {
          const { result } = await world.database.trial(() => caller.get(path));
          assertHarmless(world, result, vocabulary, `${name}=${value}`);
          if (path === '/area') assert.match(String(result.location), /^\/accesso/, value);
        }
      }
    });
  }
});

describe('what the portal’s own scripts send', () => {
  for (const form of forms.filter(({ judgedOn }) => judgedOn !== undefined)) {
    it(`is saved or refused in words, whatever it is: ${form.name}`, async () => {
      for (const field of form.fields) {
        const key = `script ${form.name} ${field.name}`;
        for (const value of [
          ...sampled(BREAKERS, key, 2),
          ...sampled(CHARACTERS, key, 3),
          ...sampled(BIG_LIST, key, 2),
        ]) {
          const where = `${form.name}: ${field.name} = ${JSON.stringify(value)}`;
          const body = encoded(withField(form, field.name, value));
          const { result } = await world.database.trial(() =>
            form.caller.postBody(form.action, body, { accept: 'application/json' }),
          );
          assert.ok([200, 409, 422].includes(result.status), `${where}: ${result.status} ${world.logged.at(-1)}`);
          assert.equal(result.headers['content-type'], 'application/json; charset=utf-8', where);
          const answer = JSON.parse(result.body) as Record<string, unknown>;
          assert.ok(answer['saved'] === true || typeof (answer['message'] ?? answer['href']) === 'string', where);
        }
      }
    });
  }
});

describe('a file', () => {
  const { application, item } = world.belongings.anna;
  const place = `/istanze/${application}/sezioni/titles/${item}/allegati/copy`;
  const caller = world.caller('anna');
  const pdf = Buffer.from('%PDF-1.7\n% prova\n');
  const names = [
    ...BREAKERS,
    ...CHARACTERS,
    ...sampled(BIG_LIST, 'file names', 30),
    '../../../etc/passwd',
    'C:\\Windows\\system32\\cmd.exe',
    'laurea.pdf\u0000.exe',
    '.htaccess',
    'CON',
    'x'.repeat(4_000),
  ];

  it('of whatever name is attached under a name that does no harm', async () => {
    for (const name of names) {
      const where = `a file called ${JSON.stringify(name.slice(0, 60))}`;
      const sent = name.replaceAll(/["\r\n]/g, encodeURIComponent);
      const { result } = await world.database.trial(async () => {
        const answer = await caller.upload(place, 'copy', sent, pdf);
        const page = answer.location === undefined ? answer : await caller.after(answer);
        const link = readHtml(page.body)
          .all('a')
          .map(({ attributes }) => attributes.get('href') ?? '')
          .find((href) => href.startsWith(`/istanze/${application}/allegati/`));
        return { answer, page, read: link === undefined ? undefined : await caller.get(link) };
      });
      for (const each of [result.answer, result.page]) assertHarmless(world, each, vocabulary, where);
      if (result.read === undefined) continue;
      assert.ok(result.read.status < 500, where);
      const disposition = String(result.read.headers['content-disposition']);
      assert.match(disposition, /^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.!~*'()%-]*$/, where);
      assert.match(String(result.read.headers['content-security-policy']), /^sandbox/, where);
    }
  });

  it('that is not what it says, or too much, is refused in words at its field', async () => {
    const contents: readonly [string, Buffer][] = [
      ['nothing', Buffer.alloc(0)],
      ['a page', Buffer.from('<html><script>alert(1)</script>')],
      ['a program', Buffer.from('MZ\u0090\u0000')],
      ['more than is allowed', Buffer.concat([pdf, Buffer.alloc(1_100_000, 32)])],
    ];
    for (const [what, bytes] of contents) {
      const { result, wrote } = await world.database.trial(() => caller.upload(place, 'copy', 'laurea.pdf', bytes));
      assert.equal(result.status, 422, what);
      assert.match(result.body, /id="copy-error"/, what);
      assertHarmless(world, result, vocabulary, what);
      assert.equal(wrote, false, what);
    }
    const huge = Buffer.concat([pdf, Buffer.alloc(4_000_000, 32)]);
    const { result } = await world.database.trial(() => caller.upload(place, 'copy', 'laurea.pdf', huge));
    assert.ok([413, 422].includes(result.status), String(result.status));
  });
});

describe('a request that is hardly one', () => {
  it('does not end the server', async () => {
    await world.server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = world.server.server.address() as AddressInfo;
    const say = async (text: string): Promise<string> => {
      const socket = connect(port, '127.0.0.1');
      const heard: Buffer[] = [];
      socket.on('data', (piece) => heard.push(piece));
      socket.on('error', () => undefined);
      // Half a request is waited for; we do not.
      socket.setTimeout(2_000, () => socket.destroy());
      socket.write(Buffer.from(text, 'latin1'));
      await once(socket, 'close');
      return Buffer.concat(heard).toString();
    };
    const lines = [
      'GET // HTTP/1.1',
      'GET //evil.test/area HTTP/1.1',
      'GET http://evil.test/ HTTP/1.1',
      'GET /% HTTP/1.1',
      'GET /%ff%fe HTTP/1.1',
      'GET /istanze/%E0%A4%A HTTP/1.1',
      'GET /..%2f..%2fetc/passwd HTTP/1.1',
      'GET /assets/../../package.json HTTP/1.1',
      'GET /assets/%2e%2e/%2e%2e/package.json HTTP/1.1',
      'GET /area/x.css HTTP/1.1',
      'GET /area;a.css HTTP/1.1',
      'GET /\\area HTTP/1.1',
      'TRACE / HTTP/1.1',
      'BREW / HTTP/1.1',
      'GET / HTTP/9.9',
      `GET /${'a'.repeat(20_000)} HTTP/1.1`,
      'POST /accesso HTTP/1.1\r\ncontent-length: 99999999999\r\ncontent-type: application/x-www-form-urlencoded',
      'POST /accesso HTTP/1.1\r\ntransfer-encoding: chunked\r\ncontent-length: 5',
      'POST /accesso HTTP/1.1\r\ncontent-type: multipart/form-data; boundary=\r\ncontent-length: 0',
      '\u0016\u0003\u0001 not HTTP at all',
    ];
    for (const line of lines) {
      const answer = await say(`${line}\r\nhost: portal.example\r\nconnection: close\r\n\r\n`);
      assert.doesNotMatch(answer, /^HTTP\/1\.1 5(?!05)/, line);
      assert.doesNotMatch(answer, /"dependencies"|root:x:0/, line);
    }
    assert.match(await say('GET / HTTP/1.1\r\nhost: portal.example\r\nconnection: close\r\n\r\n'), /^HTTP\/1\.1 200/);
  });
});
