import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wordsOf } from '../../../test/portal-person.ts';
import { filingFrom, openProcedurePortal, smallPack } from '../../../test/procedure-portal.ts';

let portal: Awaited<ReturnType<typeof openProcedurePortal>>;
before(async () => {
  portal = await openProcedurePortal('2026-03-10T10:00:00Z');
  for (const [id, changes] of Object.entries(CATALOGUE)) await portal.publish(smallPack({ id, ...changes }));
});
after(() => portal.close());

/** Four procedures of different people, subjects and times. */
const CATALOGUE = {
  'mobilita-2026': {
    title: 'Mobilità del personale docente 2026',
    summary: 'Chiedi il trasferimento o il passaggio di cattedra.',
    audience: 'Docenti con contratto a tempo indeterminato.',
    legal_basis: [{ act: 'CCNI 29 gennaio 2025', what: 'mobilità per il triennio' }],
    who: ['permanent_teacher'],
    family: 'mobility',
    windows: filingFrom('2026-03-01T09:00', '2026-03-16T23:59'),
  },
  'graduatorie-2026': {
    title: 'Graduatorie per le supplenze 2026',
    summary: 'Entra nelle graduatorie.',
    audience: 'Aspiranti docenti.',
    legal_basis: [{ act: 'L. 124/1999 art. 4', what: 'istituisce le graduatorie' }],
    who: ['temporary_teacher'],
    family: 'rankings',
    windows: filingFrom('2026-02-23T12:00', '2026-04-30T23:59'),
  },
  'iscrizione-2027': {
    title: 'Iscrizione a scuola 2027/28',
    summary: 'Iscrivi tuo figlio alla prima classe.',
    audience: 'Genitori e tutori.',
    who: ['parent'],
    family: 'families',
    windows: filingFrom('2027-01-07T08:00', '2027-01-31T20:00'),
  },
  'comunicazione-2025': {
    title: 'Comunicazione al ministero',
    summary: 'Scrivi un messaggio libero.',
    audience: 'Chiunque.',
    who: ['anyone'],
    family: 'communications',
    windows: filingFrom('2025-01-01T00:00', '2025-12-31T23:59'),
  },
} as const;

/** The titles of the procedures listed, in order. */
async function listed(query: string): Promise<string[]> {
  const { status, body } = await portal.get(`/procedure${query}`);
  assert.equal(status, 200);
  return [...body.matchAll(/item-card-title"><a href="\/procedure\/([a-z0-9-]+)"/g)].map(([, id]) => id ?? '');
}

const ALL = ['mobilita-2026', 'graduatorie-2026', 'iscrizione-2027', 'comunicazione-2025'];

describe('the catalogue', () => {
  it('lists everything, what closes first on top, then what opens next, then what is closed', async () => {
    assert.deepEqual(await listed(''), ALL);
    assert.match(wordsOf((await portal.get('/procedure')).body), /4 procedure trovate/);
  });

  const searches: [string, string, string[]][] = [
    ['a word without its accent', 'mobilita', ['mobilita-2026']],
    ['a word with an accent it does not have', 'supplénze', ['graduatorie-2026']],
    ['capitals and another ending', 'DOCENTE', ['mobilita-2026', 'graduatorie-2026']],
    ['a word of the summary', 'figlio', ['iscrizione-2027']],
    ['a word of the audience', 'tutore', ['iscrizione-2027']],
    ['an act of the legal basis', '124/1999', ['graduatorie-2026']],
    ['several words, all of which must be there', 'trasferimento docenti', ['mobilita-2026']],
    ['empty words beside the one that counts', 'la domanda per le supplenze', ['graduatorie-2026']],
    ['empty words alone', 'per le', ALL],
    ['no word of ours', 'astronave', []],
    ['hostile signs', "%' or 1=1 --<script>", []],
  ];
  for (const [title, words, expected] of searches) {
    it(`finds by ${title}`, async () => {
      assert.deepEqual(await listed(`?cerca=${encodeURIComponent(words)}`), expected);
    });
  }

  const filters: [string, string[]][] = [
    ['?chi=docente-di-ruolo', ['mobilita-2026', 'comunicazione-2025']],
    ['?chi=genitore', ['iscrizione-2027', 'comunicazione-2025']],
    ['?tema=graduatorie', ['graduatorie-2026']],
    ['?quando=aperte', ['mobilita-2026', 'graduatorie-2026']],
    ['?quando=in-chiusura', ['mobilita-2026']],
    ['?quando=in-arrivo', ['iscrizione-2027']],
    ['?quando=chiuse', ['comunicazione-2025']],
    ['?chi=docente-precario&quando=aperte&cerca=graduatoria', ['graduatorie-2026']],
    ['?chi=astronauta&quando=mai', ALL],
  ];
  for (const [query, expected] of filters) {
    it(`filters by ${query}`, async () => {
      assert.deepEqual(await listed(query), expected);
    });
  }

  it('keeps what was asked in the form and says it in words, with a way to take it off', async () => {
    const { body } = await portal.get('/procedure?cerca=docenti&chi=docente-di-ruolo&quando=aperte');
    assert.match(body, /name="cerca"[^>]*value="docenti"/);
    assert.match(body, /<option value="docente-di-ruolo" selected/);
    assert.match(body, /<option value="aperte" selected/);
    assert.match(wordsOf(body), /Hai cercato: «docenti», Docente di ruolo, Aperte adesso\. Togli tutti i filtri/);
    assert.match(wordsOf(body), /1 procedura trovata/);
  });

  it('says what to do when nothing answers', async () => {
    const { body } = await portal.get('/procedure?cerca=iscrizione&quando=aperte');
    assert.match(wordsOf(body), /Nessuna procedura trovata/);
    assert.match(wordsOf(body), /Prova con meno parole/);
    assert.match(body, /<a href="\/procedure\?cerca=iscrizione">cerca in ogni periodo/);
  });

  it('counts what closes within seven days by the minute', async () => {
    const closing = async (at: string) => {
      portal.now = new Date(at);
      return (await listed('?quando=in-chiusura')).includes('mobilita-2026');
    };
    assert.equal(await closing('2026-03-09T22:58:59.999Z'), false);
    assert.equal(await closing('2026-03-09T22:59:00Z'), true);
    assert.equal(await closing('2026-03-16T22:58:59.999Z'), true);
    assert.equal(await closing('2026-03-16T22:59:00Z'), false);
    portal.now = new Date('2026-03-10T10:00:00Z');
  });
});

describe('the calendar', () => {
  it('tells openings and closings month by month, from this month on', async () => {
    const words = wordsOf((await portal.get('/procedure/calendario')).body);
    const order = [
      'marzo 2026',
      'Si chiude lunedì 16 marzo 2026, ore 23:59:00 Mobilità',
      'aprile 2026',
      'gennaio 2027',
    ];
    const places = order.map((each) => words.indexOf(each));
    assert.ok(
      places.every((place) => place > 0),
      JSON.stringify(places),
    );
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
    assert.match(words, /Si è aperta domenica 1 marzo 2026/);
    assert.doesNotMatch(words, /gennaio 2025/);
    assert.match(wordsOf((await portal.get('/procedure/calendario?passati=si')).body), /Mesi passati.*dicembre 2025/);
  });

  it('is that of who one is', async () => {
    const { body } = await portal.get('/procedure/calendario?chi=genitore');
    assert.match(wordsOf(body), /Iscrizione a scuola/);
    assert.doesNotMatch(wordsOf(body), /Graduatorie per le supplenze/);
    assert.match(body, /href="\/procedure\/calendario\.ics\?chi=genitore"/);
  });

  it('says so when nothing is ahead', async () => {
    const { body } = await portal.get('/procedure/calendario?tema=concorsi');
    assert.match(wordsOf(body), /non si apre e non si chiude niente/);
  });
});
