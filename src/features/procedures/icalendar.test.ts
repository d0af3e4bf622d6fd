import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Component, instantOf, property, readCalendar, textOf } from '../../../test/ics-reader.ts';
import { filingFrom, openProcedurePortal, smallPack } from '../../../test/procedure-portal.ts';

let portal: Awaited<ReturnType<typeof openProcedurePortal>>;
before(async () => {
  portal = await openProcedurePortal('2026-02-01T10:00:00Z');
});
after(() => portal.close());

const LONG =
  'Graduatorie provinciali e d’istituto per le supplenze, biennio 2026/28; prima e seconda fascia\\terza – é ù € 🏫 perché no';
const pack = (changes: object = {}) =>
  smallPack({
    id: 'prova-2026',
    title: LONG,
    summary: 'Prima riga.\nSeconda riga; con virgola, punto e virgola.',
    family: 'rankings',
    windows: [
      ...filingFrom('2026-02-23T12:00:00', '2026-03-31T23:59:00'),
      { id: 'proviso', kind: 'proviso', title: 'Riserva', opens: '2026-06-15T09:00', closes: '2026-07-02T23:59' },
    ],
    ...changes,
  });

async function events(path = '/procedure/calendario.ics'): Promise<readonly Component[]> {
  const { status, body, type } = await portal.get(path);
  assert.equal(status, 200);
  assert.equal(type, 'text/calendar; charset=utf-8');
  const calendar = readCalendar(Buffer.from(body));
  assert.equal(calendar.name, 'VCALENDAR');
  assert.equal(property(calendar, 'VERSION'), '2.0');
  assert.ok(property(calendar, 'PRODID').length > 0);
  return calendar.inside;
}

describe('the feed', () => {
  it('is a valid calendar while nothing is published', async () => {
    assert.deepEqual(await events(), []);
  });

  it('has one event for each window, in UTC, with the words whole', async () => {
    await portal.publish(pack());
    const [filing, proviso, ...rest] = await events();
    assert.ok(filing && proviso);
    assert.deepEqual(rest, []);
    assert.equal(filing.name, 'VEVENT');
    assert.equal(textOf(property(filing, 'SUMMARY')), `${LONG}: Presentazione`);
    assert.match(
      textOf(property(filing, 'DESCRIPTION')),
      /^Prima riga\.\nSeconda riga; con virgola, punto e virgola\.\n/,
    );
    // Winter time when it opens, summer time when it closes.
    assert.deepEqual(instantOf(property(filing, 'DTSTART')), new Date('2026-02-23T11:00:00Z'));
    assert.deepEqual(instantOf(property(filing, 'DTEND')), new Date('2026-03-31T21:59:00Z'));
    assert.equal(property(filing, 'URL'), 'https://istanze.example/procedure/prova-2026');
    assert.equal(property(proviso, 'UID'), 'prova-2026/proviso@istanze-online.polis');
    assert.ok(instantOf(property(filing, 'DTSTAMP')) <= portal.now);
  });

  it('rings a day before the closing', async () => {
    for (const event of await events()) {
      const [alarm, ...more] = event.inside;
      assert.ok(alarm);
      assert.deepEqual(more, []);
      assert.equal(alarm.name, 'VALARM');
      assert.equal(property(alarm, 'ACTION'), 'DISPLAY');
      assert.match(textOf(property(alarm, 'DESCRIPTION')), /^Domani si chiude/);
      const trigger = alarm.lines.find(({ name }) => name === 'TRIGGER');
      assert.deepEqual([trigger?.parameters, trigger?.value], [{ RELATED: 'END' }, '-P1D']);
    }
  });

  it('gives the same bytes until something changes, then the same event with a higher number', async () => {
    const first = (await portal.get('/procedure/calendario.ics')).body;
    portal.now = new Date('2026-03-20T10:00:00Z');
    assert.equal((await portal.get('/procedure/calendario.ics')).body, first);
    const before = readCalendar(Buffer.from(first)).inside[0] as Component;
    const reason = 'Proroga per la neve, disposta dal ministero';
    await portal.extend('prova-2026', '2026-02-23T12:00', '2026-04-02T23:59', reason);
    const [extended] = await events();
    assert.ok(extended);
    assert.equal(property(extended, 'UID'), property(before, 'UID'));
    assert.equal(Number(property(extended, 'SEQUENCE')), Number(property(before, 'SEQUENCE')) + 1);
    assert.deepEqual(instantOf(property(extended, 'DTEND')), new Date('2026-04-02T21:59:00Z'));
    assert.deepEqual(instantOf(property(extended, 'LAST-MODIFIED')), portal.now);
    assert.ok(textOf(property(extended, 'DESCRIPTION')).includes(`Termini spostati: ${reason}`));
    portal.now = new Date('2026-03-21T10:00:00Z');
    await portal.publish(pack({ summary: 'Altro sommario.' }));
    const [published] = await events();
    assert.ok(published);
    assert.equal(Number(property(published, 'SEQUENCE')), Number(property(extended, 'SEQUENCE')) + 1);
  });

  it('is also there for one procedure and for one kind of people', async () => {
    await portal.publish(pack({ id: 'altra-2026', title: 'Altra', who: ['parent'] }));
    const titles = async (path: string) => (await events(path)).map((event) => property(event, 'UID').split('/')[0]);
    assert.deepEqual(await titles('/procedure/altra-2026/calendario.ics'), ['altra-2026', 'altra-2026']);
    assert.deepEqual(await titles('/procedure/calendario.ics?chi=genitore'), ['altra-2026', 'altra-2026']);
    assert.equal((await titles('/procedure/calendario.ics')).length, 4);
    assert.equal((await portal.get('/procedure/nessuna/calendario.ics')).status, 404);
  });
});
