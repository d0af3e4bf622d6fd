import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { wordsOf } from '../../../test/portal-person.ts';
import { openProcedurePortal, packIn, smallPack } from '../../../test/procedure-portal.ts';
import { home } from '../../platform/home.ts';

const LIGHT = 200 * 1024;
const RULES = '/procedure/gps-2026-28/regole';
const gps = packIn(join(home, 'procedures/gps-2026-28'));

let portal: Awaited<ReturnType<typeof openProcedurePortal>>;
before(async () => {
  portal = await openProcedurePortal('2026-03-01T10:00:00Z');
  await portal.publish(gps);
});
after(() => portal.close());

async function page(path: string): Promise<string> {
  const { status, body } = await portal.get(path);
  assert.equal(status, 200, path);
  assert.ok(Buffer.byteLength(body) < LIGHT, `${path} weighs ${Buffer.byteLength(body)}`);
  return body;
}

const words = async (path: string) => wordsOf(await page(path));

describe('the rules of GPS', () => {
  it('tell every question, every check and every act of the release', async () => {
    const body = await words(RULES);
    const plain = (text: string) => wordsOf(`<main>${text}</main>`);
    const { sections, checks, legal_basis, next_steps } = gps.definition;
    for (const section of sections) {
      assert.ok(body.includes(section.title), section.title);
      for (const field of section.fields) assert.ok(body.includes(plain(field.label)), field.label);
    }
    for (const { message } of checks) assert.ok(body.includes(plain(message)), message);
    for (const { act } of legal_basis) assert.ok(body.includes(plain(act)), act);
    for (const step of next_steps) assert.ok(body.includes(plain(step)), step);
  });

  it('put conditions in words from labels and choices', async () => {
    const body = await words(RULES);
    assert.ok(body.includes('Se «Fascia» è «Prima fascia»'));
    assert.ok(body.includes('Se «Motivo della riserva» è «Provvedimento del giudice»'));
    assert.ok(
      body.includes('in «Servizi di insegnamento» c’è almeno una voce in cui «Tipo di scuola» è «In un altro Paese'),
    );
    assert.doesNotMatch(body, /"field"|"all"|undefined|\[object/);
  });

  it('tell in words who comes before whom, also where the rule is a formula or an age', async () => {
    await portal.publish(packIn(join(home, 'procedures/mobilita-docenti-2026')));
    const body = await words('/procedure/mobilita-docenti-2026/regole');
    for (const said of [
      '11 se «Precedenze che chiedi» (sezione «Precedenze») comprende «I – Persona non vedente»; 12 se',
      '90 negli altri casi: prima il numero più basso. (CCNI 2025-28, art. 13)',
      'Chi è meno giovane. (CCNI 2025-28, allegato 1)',
    ]) {
      assert.ok(body.includes(said), `${said} is not in ${body}`);
    }
  });

  it('say why we ask, once for all and where a question has reasons of its own', async () => {
    const body = await words(RULES);
    assert.ok(body.includes(`Perché lo chiediamo: ${gps.definition.privacy.purpose}.`));
    assert.ok(body.includes('Perché: Riconoscere le preferenze, le riserve e le precedenze che la legge prevede.'));
  });

  it('mark what is uncertain with why and the sources', async () => {
    assert.match(
      await words(RULES),
      /Da verificare con l’atto orari letti su due siti di settore[^.]+\. Fonti: docenti\.it/,
    );
    assert.match(await page(RULES), /Fonti: <a href="https:\/\/www\.docenti\.it\/blog\/[^"]+">docenti\.it<\/a>/);
  });

  it('tell an extension as the act that made it', async () => {
    const reason = 'Proroga per interruzione del servizio';
    await portal.extend('gps-2026-28', '2026-02-23T12:00', '2026-03-18T23:59', reason, 'filing');
    const body = await words(RULES);
    assert.ok(body.includes('mercoledì 18 marzo 2026, ore 23:59:00'));
    assert.ok(body.includes(`Termini spostati da un atto: Atto di domenica 1 marzo 2026`), body.slice(0, 2000));
    assert.ok(body.includes(reason));
  });

  it('have a page for each table, with every item, its points and its norm', async () => {
    for (const [id, table] of Object.entries(gps.scoring?.tables ?? {})) {
      const body = await words(`${RULES}/tabelle/${id.toLowerCase().replace('/', '-')}`);
      for (const item of table.sections.flatMap(({ items }) => items)) {
        assert.ok(body.includes(`${item.id} ${item.label}`), item.id);
        if (item.norm) assert.ok(body.includes(`Norma: ${item.norm}`), item.norm);
      }
    }
  });

  it('draw bands, choices, caps, "one for each" and what is set aside', async () => {
    const body = await words(`${RULES}/tabelle/a-3`);
    for (const said of [
      'Voto in 100esimi Punti meno di 60 0,00 da 60 a 65 4,00',
      '96 o più 12,00 senza voto 8,00',
      'Percorso triennale del DM 249/2010 art. 3 c. 3 66,00',
      '14,00 punti per ciascun titolo. Si valuta: titolo se «Tipo di titolo» è «Dottorato di ricerca (B.7)».',
      'Per ogni lingua si conta solo la certificazione di livello più alto.',
      'Se ne contano al massimo 3.',
      'Massimo 12 punti per anno scolastico in una graduatoria (art. 15 c. 1).',
      'I punti si moltiplicano per 0,5 (scuola non paritaria) se «Tipo di scuola» è «Non paritaria».',
      'Conta anche un titolo che la tabella altrimenti mette da parte.',
      'Titolo: non dà punti se «Graduatorie a cui questo titolo dà accesso» comprende «Classe di concorso» della graduatoria richiesta.',
      'Vale se «tipo della classe di concorso» è «classe A» e «Fascia» è «Prima fascia».',
      'Classi accorpate A-17 = A-01',
    ]) {
      assert.ok(body.includes(said), `${said} is not in ${body}`);
    }
  });

  it('draw what each item gives at most beside its figure, with the way to it', async () => {
    const body = await page(`${RULES}/tabelle/a-3`);
    assert.match(wordsOf(body), /Quanto vale ogni voce Voce Punti A\.1 [^0-9]+ fino a 12,00/);
    const places = [...body.matchAll(/href="#(voce-[^"]+)"/g)].map(([, id]) => decodeURIComponent(id ?? ''));
    assert.ok(places.length > 20);
    for (const id of places) assert.ok(body.includes(`<h3 id="${id}"`), id);
    assert.match(body, /96 o più<\/th><td[^>]*>12,00<svg class="worth-bar"[\s\S]*?score-made"[^>]*width="100.00%"/);
  });

  it('answer nothing for what does not exist', async () => {
    for (const path of [`${RULES}/tabelle/z-9`, `${RULES}/tabelle/constructor`, '/procedure/nessuna/regole']) {
      assert.equal((await portal.get(path)).status, 404, path);
    }
  });
});

describe('the rules of a procedure with everything around it', () => {
  it('tell requirements, neighbours, what follows and what comes later, each with its norm', async () => {
    const doubt = (what: string) => ({ why: `${what} letto altrove`, sources: ['S-9'] });
    const around = {
      id: 'intorno-2026',
      eligibility: [
        {
          id: 'adult',
          rule: 'Avere 18 anni',
          holds: 'applicant.birth_date < date("2008-03-17")',
          message: 'Non hai ancora 18 anni.',
          norm: 'DPR 487/1994 art. 2',
          uncertain: { why: 'età letta su un sito', sources: ['S-1'] },
        },
      ],
      prerequisites: [{ procedure: 'gps-2026-28', message: 'Serve prima la domanda GPS.' }],
      parallel: {
        group: 'una',
        rank: 1,
        rule: 'Questa vale più dell’altra.',
        norm: 'CM 1/2026',
        uncertain: doubt('il grado'),
      },
      office: { by: 'answer', field: 'target.province', kind: 'provincial', uncertain: doubt('chi riceve') },
      not_filed: { words: 'Resti fuori per un anno.', norm: 'art. 3' },
      effects: [{ event: 'renounce', what: 'Perdi il posto.', scope: 'all', period: 'validity', norm: 'art. 12' }],
      later: [{ id: 'lists', title: 'Elenchi', what: 'Si pubblicano.', from: '2026-07-01', to: '2026-07-31' }],
    };
    await portal.publish(smallPack(around));
    const body = await words('/procedure/intorno-2026/regole');
    for (const said of [
      'Avere 18 anni Da verificare con l’atto età letta su un sito. Fonti: S-1. Non hai ancora 18 anni. DPR 487/1994',
      'Serve prima la domanda GPS.',
      'Questa vale più dell’altra. (CM 1/2026) Da verificare con l’atto il grado letto altrove. Fonti: S-9.',
      'Da verificare con l’atto chi riceve letto altrove. Fonti: S-9.',
      'Resti fuori per un anno. (art. 3)',
      'Se rinunci Perdi il posto. tutte le graduatorie, finché valgono le graduatorie art. 12',
      'Elenchi (dal 1 luglio 2026 al 31 luglio 2026): Si pubblicano.',
      'L’ufficio scolastico della provincia che indichi in «Provincia scelta» (sezione «Provincia»).',
    ]) {
      assert.ok(body.includes(said), `${said} is not in ${body}`);
    }
    assert.doesNotMatch(body, /Come si danno i punti/);
  });

  it('tell the trials of a competition: who takes them, the threshold, how many go on, and what they add up to', async () => {
    await portal.publish(packIn(join(home, 'procedures/concorso-docenti-2025')));
    const body = await words('/procedure/concorso-docenti-2025/regole');
    for (const said of [
      'Punti al massimo 100; si passa con almeno 70 Chi la fa Tutti quelli che hanno inoltrato la domanda',
      'Ammessi alla prova dopo al più 3 per ogni posto, e chi ha i punti dell’ultimo',
      'Chi la fa Chi è ammesso dopo: Prova scritta Solo se «Classe di concorso» è «B-03»',
      'Il totale è al massimo 250 punti: Prova scritta fino a 100, Prova pratica e Prova orale fino a 100, e i titoli fino a 50',
      "il numero degli ammessi all'orale e la divisione delle domande non sono confermati sul bando",
    ]) {
      assert.ok(body.includes(said), `${said} is not in ${body}`);
    }
  });
});

describe('the page of a procedure', () => {
  it('says who, what is needed, how points are given, who decides, until when, and how to begin', async () => {
    const html = await page('/procedure/gps-2026-28');
    const body = wordsOf(html);
    for (const said of [
      'Chi può presentarla',
      'In breve: Docente precario o aspirante docente; Personale educativo.',
      'Che cosa serve Il titolo di accesso, con chi lo ha rilasciato',
      'Da allegare Titoli esteri e loro riconoscimento , se',
      'Atti di cui scrivere ente, numero e data Provvedimento del giudice , se',
      'Come si danno i punti',
      'Chi decide e quando Riceve la domanda: L’ufficio scolastico della provincia che indichi in',
      'Come si presenta Accedi, e controlla che nel tuo profilo dati e recapiti siano giusti.',
      'Domande frequenti',
      'Accedi per compilare la domanda',
      'Aperta',
    ]) {
      assert.ok(body.includes(said), `${said} is not in ${body}`);
    }
    assert.match(html, /href="\/procedure\/gps-2026-28\/regole\/tabelle\/a-3"/);
    assert.match(html, /href="\/procedure\/gps-2026-28\/calendario\.ics"/);
  });

  it('leads from its index to each of its parts, and opens all of them for who asks', async () => {
    for (const path of ['/procedure/gps-2026-28', '/procedure/gps-2026-28/regole']) {
      const folded = await page(path);
      const index = /<nav class="page-index-body"[\s\S]*?<\/nav>/.exec(folded)?.[0] ?? '';
      const places = [...index.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? '');
      const headings = [...folded.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id ?? '');
      assert.deepEqual(
        places,
        headings.filter((id) => id !== 'page-index-title'),
        path,
      );
      assert.ok(places.length >= 9, path);
      assert.match(folded, /<details class="more-fold">/);
      assert.ok(index.includes(`href="${path}?tutto=aperto"`), path);
      const open = await page(`${path}?tutto=aperto`);
      assert.doesNotMatch(open, /<details class="(more|tag)-fold">/);
      assert.equal(wordsOf(open).replace('Chiudi i dettagli', 'Apri tutti i dettagli, per cercare'), wordsOf(folded));
    }
  });

  it('says when it opens, and offers no button, before it does', async () => {
    portal.now = new Date('2026-02-01T10:00:00Z');
    const body = await words('/procedure/gps-2026-28');
    assert.match(body, /In questo momento la domanda non si può presentare\. Si apre lunedì 23 febbraio 2026/);
    assert.doesNotMatch(body, /Accedi per compilare/);
  });
});
