import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type AccountPortal, openAccountPortal, withAccount } from '../../../test/account-portal.ts';
import { createRegistry } from '../registry/index.ts';
import { hasSecondFactor } from '../second-factors/index.ts';
import { staffCommands } from './commands.ts';

let portal: AccountPortal;
const lines: string[] = [];
before(async () => {
  portal = await openAccountPortal();
  await portal.fresh.database.query(`
    insert into provinces (code, name, display_name, region, code_prefix, autonomous, imported_in)
      values ('RM', 'ROMA', 'Roma', 'Lazio', 'RM', false, 1);
    insert into offices (code, kind, name, province, register_code, imported_in)
      values ('USP-RM', 'province', 'Ufficio di Roma', 'RM', 'USPRM', 1);
    insert into institutes (code, name, province, source, imported_in) values ('RMIC80000A', 'IC Trastevere', 'RM', 'state', 1);
    insert into registry_imports (by, files, changes) values ('test', '[]', '{}')`);
});
after(() => portal.close());
beforeEach(() => {
  lines.length = 0;
});

function staff(command: string): Promise<number> {
  const { database, hasher, linkHours } = portal.deps;
  return staffCommands(command.split(' '), {
    database,
    hasher,
    linkHours,
    hasSecondFactor,
    registry: createRegistry(database),
    directorate: async (code) => (code === 'DGPER' ? { name: 'Direzione per il personale' } : undefined),
    administration: 'Amministrazione di prova',
    by: 'root',
    now: () => portal.now,
    out: (line) => void lines.push(line),
    err: (line) => void lines.push(line),
  });
}

const carla = '--fiscal-code RSSMRA80A41H501Y --surname Rossi --name Maria --email maria@scuola.example';

test('an administrator gives a role to somebody new, lists it, and takes it away', async () => {
  assert.equal(await staff(`add ${carla} --role officer --body USP-RM`), 0, lines.join('\n'));
  const mails = await portal.mails();
  assert.deepEqual(
    mails.map(({ to, subject }) => [to, subject]),
    [
      ['maria@scuola.example', 'Le tue credenziali per Istanze OnLine'],
      ['maria@scuola.example', 'Il tuo incarico in Istanze OnLine'],
    ],
  );
  const password = /Password temporanea: (\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? '';
  const visitor = portal.visitor();
  await visitor.get('/accesso');
  const entered = await visitor.post('/accesso', { username: 'maria.rossi', password });
  assert.equal(entered.location, '/accesso/secondo-fattore');

  assert.equal(await staff(`add ${carla} --role officer --body USP-RM`), 0);
  assert.match(lines.at(-1) ?? '', /lo è già/);
  assert.deepEqual(await portal.mails(), []);
  await staff('list');
  assert.match(lines.at(-1) ?? '', /officer {2}USP-RM {2}Ufficio di Roma {2}Rossi Maria .* codice da attivare/);
  assert.equal(await staff('remove --fiscal-code RSSMRA80A41H501Y --role officer --body USP-RM'), 0);
  assert.equal(await staff('remove --fiscal-code RSSMRA80A41H501Y --role officer --body USP-RM'), 1);
});

test('officers work for provincial and regional offices, institutes, and directorates that procedures name', async () => {
  for (const [body, name] of [
    ['USP-RM', 'Ufficio di Roma'],
    ['USR-12', 'Ufficio scolastico regionale – Lazio'],
    ['RMIC80000A', 'IC Trastevere'],
    ['DGPER', 'Direzione per il personale'],
  ] as const) {
    assert.equal(await staff(`add ${carla} --role officer --body ${body}`), 0, body);
    assert.ok(lines.at(-1)?.includes(`presso ${name} (${body})`), lines.at(-1));
    await staff(`remove --fiscal-code RSSMRA80A41H501Y --role officer --body ${body}`);
  }
  await portal.mails();
});

test('somebody who has an account keeps it, and only the role is added', async () => {
  const account = await withAccount(portal, 'Ada');
  const line = `--fiscal-code ${account.fiscalCode} --surname Prova --name Ada --email other@example.it`;
  assert.equal(await staff(`add ${line} --role administrator --body POLIS`), 0);
  const mails = await portal.mails();
  assert.deepEqual(
    mails.map(({ to, subject }) => [to, subject]),
    [[account.email, 'Il tuo incarico in Istanze OnLine']],
  );
  assert.match(mails[0]?.text ?? '', /amministratore presso Amministrazione di prova/);
});

test('what is wrong is said and nothing is changed', async () => {
  const cases: readonly [command: string, code: number, said: RegExp][] = [
    ['', 2, /^Uso:/],
    ['promote', 2, /^Uso:/],
    ['add --colour red', 2, /^Uso:/],
    [`add ${carla} --role king --body USP-RM`, 1, /--role deve essere/],
    [`add ${carla} --role officer --body USP-XX`, 1, /non c’è una scuola o un ufficio/],
    [`add ${carla} --role clerk --body XXIC800001`, 1, /non c’è una scuola/],
    [`add ${carla.replace('Maria', 'Marco')} --role officer --body USP-RM`, 1, /nome non corrisponde/],
    [`add ${carla.replace('501Y', '501X')} --role officer --body USP-RM`, 1, /odice/],
    [`add ${carla.replace('@', '-')} --role officer --body USP-RM`, 1, /e-mail/],
  ];
  for (const [command, code, said] of cases) {
    lines.length = 0;
    assert.equal(await staff(command), code, command);
    assert.match(lines.join('\n'), said, command);
  }
  assert.deepEqual(await portal.mails(), []);
});
