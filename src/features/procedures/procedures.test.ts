import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts';
import { home } from '../../platform/home.ts';
import { procedureCommands } from './commands.ts';
import {
  currentRelease,
  currentReleases,
  packDigest,
  procedureWindow,
  publishRelease,
  readPack,
  recordWindowAct,
  releaseByDigest,
} from './index.ts';
import type { Pack } from './release.ts';
import { windowActs } from './store.ts';

const GPS = join(home, 'procedures/gps-2026-28');
const now = new Date('2026-03-01T10:00:00Z');

function packOf(folder: string): Pack {
  const reading = readPack(folder);
  assert.ok('pack' in reading, JSON.stringify(reading));
  return reading.pack;
}

describe('a pack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'polis-pack-'));
  after(() => rmSync(folder, { recursive: true }));

  it('has the same digest however its YAML is laid out', () => {
    const copy = join(folder, 'copy');
    cpSync(GPS, copy, { recursive: true });
    const yaml = readFileSync(join(copy, 'procedure.yaml'), 'utf8');
    writeFileSync(join(copy, 'procedure.yaml'), `# a comment\n${yaml}\n\n`);
    assert.equal(packDigest(packOf(copy)), packDigest(packOf(GPS)));
  });

  const broken: [string, (yaml: string) => string, RegExp][] = [
    ['YAML that does not parse', (yaml) => yaml.replace('id:', 'id: ['), /procedure\.yaml/],
    ['a key given twice', (yaml) => `${yaml}\nid: twice\n`, /unique/],
    ['a section nobody knows', (yaml) => yaml.replace('after: [contacts]', 'after: [nothing]'), /nothing/],
    ['a kind of field that does not exist', (yaml) => yaml.replace('kind: mark', 'kind: hologram'), /kind/],
  ];
  for (const [title, change, says] of broken) {
    it(`is refused with ${title}, with file, line and column`, () => {
      const copy = join(folder, title.replaceAll(' ', '-'));
      cpSync(GPS, copy, { recursive: true });
      writeFileSync(join(copy, 'procedure.yaml'), change(readFileSync(join(copy, 'procedure.yaml'), 'utf8')));
      const reading = readPack(copy);
      assert.ok('faults' in reading);
      const [fault] = reading.faults;
      assert.match(`${fault?.file} ${fault?.message}`, says);
      assert.ok((fault?.line ?? 0) > 0 && (fault?.column ?? 0) > 0, JSON.stringify(fault));
    });
  }
});

describe('a release', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase();
  });
  after(() => fresh.drop());

  const publish = (pack: Pack, at: Date) =>
    fresh.database.transaction((tx) => publishRelease(tx, pack, packDigest(pack), 'test', at));

  it('is frozen: published twice it changes nothing, changed it is another', async () => {
    const pack = packOf(GPS);
    assert.equal(await publish(pack, now), 'published');
    assert.equal(await publish(pack, now), 'unchanged');
    const changed = { ...pack, definition: { ...pack.definition, title: 'Altra' } };
    assert.equal(await publish(changed, new Date(now.getTime() + 1000)), 'published');
    assert.equal((await currentRelease(fresh.database, 'gps-2026-28'))?.definition.title, 'Altra');
    const first = await releaseByDigest(fresh.database, packDigest(pack));
    assert.equal(first?.definition.title, pack.definition.title);
    assert.equal(packDigest(first as Pack), packDigest(pack), 'what is stored has the digest it is stored under');
    assert.equal((await currentReleases(fresh.database)).length, 1);
  });

  for (const who of ['database', 'owner'] as const) {
    it(`is changed by nobody, not by the ${who === 'owner' ? 'owner of the tables' : 'programs'}`, async () => {
      for (const sql of [
        'update releases set title = $1',
        'delete from releases where title <> $1',
        'update window_acts set reason = $1',
      ]) {
        await assert.rejects(fresh[who].query(sql, ['x']), /append-only|permission denied/);
      }
    });
  }

  it('opens and closes when its act says, to the millisecond', async () => {
    const release = await currentRelease(fresh.database, 'gps-2026-28');
    assert.ok(release);
    const closing = new Date('2026-03-18T22:59:00Z');
    const act = {
      procedureId: 'gps-2026-28',
      windowId: release.definition.windows[0]?.id ?? '',
      opensAt: new Date('2026-02-23T11:00:00Z'),
      closesAt: closing,
      reason: 'Proroga per interruzione del servizio',
      decidedBy: 'test',
      decidedAt: now,
    };
    await fresh.database.transaction((tx) => recordWindowAct(tx, uuidv7(), act));
    const phaseAt = async (at: number) => (await procedureWindow(fresh.database, release, new Date(at)))?.phase;
    assert.equal(await phaseAt(closing.getTime() - 1), 'open');
    assert.equal(await phaseAt(closing.getTime()), 'closed');
    assert.equal((await procedureWindow(fresh.database, release, now))?.act?.reason, act.reason);
  });

  it('is published, and its window moved, from the command line', async () => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    let inside = 0;
    const deps = {
      database: fresh.database,
      now: () => now,
      by: 'test',
      out: say,
      err: say,
      inside: async () => inside,
    };
    assert.equal(await procedureCommands['publish']?.([GPS], deps), 0);
    assert.match(lines.at(-1) ?? '', /già pubblicata/);
    assert.equal(await procedureCommands['publish']?.([], deps), 2);
    const moved = [
      'gps-2026-28',
      '--opens',
      '2026-02-23T12:00',
      '--closes',
      '2026-03-20T23:59',
      '--reason',
      'Proroga per la neve',
      ...['--authority', 'Direzione generale del personale', '--number', '77', '--date', '2026-03-01'],
    ];
    assert.equal(await procedureCommands['window']?.(moved, deps), 0);
    assert.match(lines.at(-2) ?? '', /venerdì 20 marzo 2026, ore 23:59:00/);
    inside = 3;
    assert.equal(await procedureCommands['window']?.(moved.with(4, '2026-03-12T23:59'), deps), 1);
    assert.match(lines.at(-1) ?? '', /3 persone hanno una domanda cominciata/);
    const [shown] = await windowActs(fresh.database, 'gps-2026-28').then((acts) =>
      acts.filter(({ evidence }) => evidence),
    );
    assert.deepEqual(shown?.evidence, {
      authority: 'Direzione generale del personale',
      number: '77',
      date: '2026-03-01',
    });
    assert.equal(await procedureCommands['window']?.(['nessuna', ...moved.slice(1)], deps), 1);
    assert.equal(await procedureCommands['window']?.(['gps-2026-28'], deps), 2);
  });
});
