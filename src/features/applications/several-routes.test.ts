import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { home } from '../../platform/home.ts';
import { packDigest, publishRelease, readPack } from '../procedures/index.ts';
import { type Browser, shows } from './browser-fixture.test.ts';
import { openPortal, type Portal } from './portal-fixture.test.ts';

let portal: Portal;
before(async () => {
  portal = await openPortal();
  const reading = readPack(join(home, 'procedures', 'comunicazione-ministero'));
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  const at = new Date('2026-02-01T00:00:00Z');
  await publishRelease(portal.fresh.database, reading.pack, packDigest(reading.pack), 'prova', at);
});
after(() => portal.close());

const begin = async (who: Browser) => (await who.post('/procedure/comunicazione-ministero/istanze', {})).location;
const write = (who: Browser, application: string, title: string) =>
  who.save(`${application}/sezioni/message`, { title });

test('where there may be several, another is begun once something is written in the last; asking twice begins one', async () => {
  const anna = await portal.person();
  const first = await begin(anna);
  assert.equal(await begin(anna), first);
  await write(anna, first, 'Certificato smarrito');
  const [second, same] = await Promise.all([begin(anna), begin(anna)]);
  assert.notEqual(second, first);
  assert.equal(second, same);
  await write(anna, second, 'Orario della mensa');
  shows(await anna.get(first), /<h1[^>]*>\s*Comunicazione al Ministero – Certificato smarrito/);
  const page = await anna.get(second);
  shows(page, /<h1[^>]*>\s*Comunicazione al Ministero – Orario della mensa/);
  shows(page, /Puoi mandare quante comunicazioni vuoi\..*Comincia un’altra domanda/s);
});
