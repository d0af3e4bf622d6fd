import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApplicantOnPortal, type FilingPortal, openFilingPortal } from '../../../test/filing-portal.ts';
import { definition, release } from '../../../test/filings.ts';
import { type Definition, readDefinition } from '../../engines/procedure/index.ts';
import { applicationJobs, peopleInside } from '../applications/index.ts';
import { packDigest, publishRelease, RELEASE_PUBLISHED, recordWindowAct, WINDOW_MOVED } from '../procedures/index.ts';
import { applicantFacts } from './applicant-store.ts';
import { editionStatus, FILED_EDITION, filedAnswers, filingsOfApplication } from './archive-store.ts';
import { brokenPromises } from './invariants.ts';

// A window is open, people are writing and filing, and the ministry publishes another version of the rules.

/** The same procedure a day later: a declaration says something else, a title needs a year, a question is worded anew. */
function nextDefinition(): Definition {
  const source = structuredClone(definition) as unknown as {
    legal_basis: object[];
    sections: { fields: Record<string, unknown>[] }[];
  };
  source.legal_basis.push({ act: 'OM 41/2026', what: 'cambia la OM 27/2026' });
  const [target, titles, promise] = source.sections;
  Object.assign(target?.fields[1] ?? {}, { label: 'Provincia in cui chiedi' });
  titles?.fields.push({ id: 'year', kind: 'integer', label: 'Anno del titolo', required: true });
  Object.assign(promise?.fields[0] ?? {}, { text: 'Dichiaro che quanto ho scritto è vero e completo.' });
  const read = readDefinition(source);
  assert.ok(read.ok, JSON.stringify(read));
  return read.definition;
}

const next = { definition: nextDefinition(), scoring: null, texts: [] };
const digest = packDigest(next);

interface Row {
  readonly digest: string;
  readonly version: number;
  readonly answers: {
    readonly promise?: { readonly truthful?: boolean };
    readonly target?: { readonly province?: string };
  };
}

describe('a new release inside a window', () => {
  let portal: FilingPortal;
  const people: ApplicantOnPortal[] = [];
  const [writing, filed, correcting, withdrawnOne, late] = [0, 1, 2, 3, 4].map((n) => () => {
    const person = people[n];
    assert.ok(person);
    return person;
  });
  const one = <T>(what: (() => T) | undefined) => what?.() as T;
  const db = () => portal.fresh.database;
  const run = { attempt: 1, maxAttempts: 25, signal: new AbortController().signal };

  const jobs = (batch: number) =>
    applicationJobs({
      database: db(),
      latestFiling: editionStatus,
      filedAnswers,
      applicantFacts,
      filedEdition: FILED_EDITION,
      now: () => portal.now,
      batch,
    });
  const draft = async ({ application }: ApplicantOnPortal) => {
    const [row] = await db().query<Row>(
      'select release_digest as digest, version, answers from drafts where application_id = $1',
      [application],
    );
    assert.ok(row);
    return row;
  };
  const messages = ({ accountId }: ApplicantOnPortal) =>
    db().query<{ subject: string; paragraphs: string[] }>(
      `select subject, paragraphs from messages where account_id = $1 and kind = 'filing.rules-changed'`,
      [accountId],
    );

  before(async () => {
    portal = await openFilingPortal();
    for (const name of ['Bruna', 'Carlo', 'Dina', 'Ermes', 'Fabio']) people.push(await portal.applicant(name));
    for (const who of [filed, correcting, withdrawnOne]) assert.equal((await one(who).confirm()).status, 303);
    await portal.fresh.owner.query('update drafts set edition = 2, version = 4 where application_id = $1', [
      one(correcting).application,
    ]);
    const [filing] = await filingsOfApplication(db(), one(withdrawnOne).application);
    const reply = await one(withdrawnOne).visitor.post(`/istanze/${one(withdrawnOne).application}/ritiro`, {
      filing: filing?.id ?? '',
      code: 'TIGLI2047',
    });
    assert.equal(reply.status, 303, reply.html);
    await db().transaction((tx) => publishRelease(tx, next, digest, 'prova', new Date('2026-03-10T10:00:00Z')));
    await jobs(2)[RELEASE_PUBLISHED]?.({ digest }, run);
  });
  after(() => portal.close());

  it('is asked for in the transaction that publishes it', async () => {
    const rows = await db().query('select from outbox where task = $1', [RELEASE_PUBLISHED]);
    assert.equal(rows.length, 1);
  });

  it('takes every draft along, with the answers that still fit, and tells each touched answer by its label', async () => {
    for (const who of [writing, late, correcting]) {
      const { digest: now, answers } = await draft(one(who));
      assert.equal(now, digest);
      assert.deepEqual([answers.target?.province, answers.promise?.truthful], ['MI', undefined]);
    }
    assert.equal((await draft(one(writing))).version, 4, 'what was confirmed before is to be read again');
    const [message, ...more] = await messages(one(writing));
    assert.deepEqual(more, []);
    const words = message?.paragraphs.join('\n') ?? '';
    assert.match(words, /una nuova versione delle regole di «[^»]+» \(OM 41\/2026\), e riguarda/);
    assert.match(words, /Provincia: «Provincia in cui chiedi»: la domanda è scritta in un altro modo/);
    assert.match(words, /Titoli, titolo 1: «Anno del titolo»: ora serve una risposta/);
    assert.match(words, /Dichiarazioni: «Dichiarazione di verità»: il testo della dichiarazione è cambiato/);
  });

  it('leaves what is filed as it is, valid with its own release, and tells its person', async () => {
    assert.equal((await draft(one(filed))).digest, release.digest);
    const [filing] = await filingsOfApplication(db(), one(filed).application);
    assert.deepEqual([filing?.state, filing?.releaseDigest], ['valid', release.digest]);
    assert.deepEqual(await brokenPromises(db(), [filing?.id ?? '']), []);
    const [message] = await messages(one(filed));
    assert.match(message?.paragraphs.join('\n') ?? '', /resta valida, con le regole, la ricevuta e il punteggio/);
    const [valid] = await filingsOfApplication(db(), one(correcting).application);
    assert.equal(valid?.state, 'valid');
    assert.equal((await messages(one(correcting))).length, 1);
  });

  it('says nothing to who has withdrawn, and their draft stays', async () => {
    assert.equal((await draft(one(withdrawnOne))).digest, release.digest);
    assert.deepEqual(await messages(one(withdrawnOne)), []);
  });

  it('does nothing twice, however often the job is tried', async () => {
    const count = async () => (await db().query('select from messages')).length;
    const [before, version] = [await count(), (await draft(one(writing))).version];
    await jobs(1)[RELEASE_PUBLISHED]?.({ digest }, run);
    assert.equal(await count(), before);
    assert.equal((await draft(one(writing))).version, version);
  });

  it('refuses a confirmation shown under the old rules, and files under the new ones once reread', async () => {
    assert.equal((await filingsOfApplication(db(), one(late).application)).length, 0);
    const { status, html } = await one(late).confirm();
    assert.equal(status, 422);
    assert.match(
      html,
      /il ministero ha pubblicato una nuova versione delle regole\s+\(OM 41\/2026\), applicata alla tua/,
    );
    assert.equal((await filingsOfApplication(db(), one(late).application)).length, 0);
    await portal.fresh.owner.query(
      `update drafts set answers = jsonb_set(jsonb_set(answers, '{promise,truthful}', 'true'), '{titles,0,year}', '2019')
        where application_id = $1`,
      [one(late).application],
    );
    await one(late).confirm({ version: '4' });
    const [filing] = await filingsOfApplication(db(), one(late).application);
    assert.equal(filing?.releaseDigest, digest);
  });

  it('skips a draft somebody is writing at that moment, and comes back for it', async () => {
    const person = await portal.applicant('Gina');
    const again = () => db().query('select from outbox where task = $1 and run_at is not null', [RELEASE_PUBLISHED]);
    await portal.fresh.owner.transaction(async (tx) => {
      await tx.query('select from drafts where application_id = $1 for update', [person.application]);
      await jobs(10)[RELEASE_PUBLISHED]?.({ digest }, run);
      assert.equal((await draft(person)).digest, release.digest);
      assert.equal((await again()).length, 1);
    });
    await jobs(10)[RELEASE_PUBLISHED]?.({ digest }, run);
    assert.equal((await draft(person)).digest, digest);
  });

  it('tells of a moved window everybody who was inside, in batches, each once', async () => {
    const inside = await peopleInside(db(), definition.id, FILED_EDITION);
    const newcomer = await portal.applicant('Ivo');
    await portal.fresh.owner.query(
      `update applications set created_at = created_at + interval '1 millisecond' where id = $1`,
      [newcomer.application],
    );
    const act = '01890a5d-ac96-774b-bcce-b302099a8057';
    await db().transaction((tx) =>
      recordWindowAct(tx, act, {
        procedureId: definition.id,
        windowId: 'main',
        opensAt: new Date('2026-02-23T08:00:00Z'),
        closesAt: new Date('2026-03-20T22:59:00Z'),
        reason: 'Interruzione del servizio del 9 marzo',
        evidence: { authority: 'Direzione generale del personale', number: '1234', date: '2026-03-10' },
        decidedBy: 'prova',
        decidedAt: portal.now,
      }),
    );
    const waiting = () =>
      db().query<{ id: number; payload: unknown }>('delete from outbox where task = $1 returning id, payload', [
        WINDOW_MOVED,
      ]);
    for (let [job] = await waiting(); job !== undefined; [job] = await waiting()) {
      await jobs(1)[WINDOW_MOVED]?.(job.payload, run);
      await jobs(1)[WINDOW_MOVED]?.(job.payload, run);
    }
    const told = await db().query<{ account_id: string; paragraphs: string[] }>(
      `select account_id, paragraphs from messages where kind = 'filing.window-moved'`,
    );
    assert.equal(told.length, inside);
    assert.ok(inside > 0 && told.every(({ account_id }) => account_id !== one(filed).accountId));
    assert.ok(
      told.every(({ account_id }) => account_id !== newcomer.accountId),
      'who began later knew it already',
    );
    const words = told[0]?.paragraphs.join('\n') ?? '';
    assert.match(words, /20 marzo 2026, ore 23:59:00/);
    assert.match(words, /Direzione generale del personale, n. 1234/);
  });
});
