import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CAST } from '../src/apps/cast.ts';
import { registryCommands } from '../src/features/registry/index.ts';
import { openTestPortal, type TestPortal } from './portal.ts';
import { PortalPerson, wordsOf } from './portal-person.ts';
import { hasOfficialFiles, officialFolder } from './registry.ts';
import { until } from './until.ts';

const SCHOOLS = 5;

describe('over the official registry', { skip: hasOfficialFiles ? false : 'it is not on this machine' }, () => {
  let portal: TestPortal;
  const folder = mkdtempSync(join(tmpdir(), 'polis-official-'));
  before(async () => {
    portal = await openTestPortal();
  });
  after(async () => {
    await portal.stop();
    rmSync(folder, { recursive: true });
  });

  test('the command imports every row, and a filed application and its receipt name real schools', async () => {
    const said: string[] = [];
    const tell = (line: string) => void said.push(line);
    const deps = { database: portal.database, by: 'prova', out: tell, err: tell };
    assert.equal(await registryCommands.import([officialFolder, '--consenti-chiusure'], deps), 0, said.join('\n'));

    const schools = await portal.database.query<{ code: string; name: string; municipality: string }>(
      `select code, name, municipality_name as municipality from schools
       where province = 'TO' and source = 'state' and 'lower' = any(grades) and closed_in is null
       order by code limit $1`,
      [SCHOOLS],
    );
    assert.equal(schools.length, SCHOOLS);

    const anna = new PortalPerson(portal);
    await anna.login(CAST.anna);
    await anna.get('/procedure/gps-2026-28');
    const started = await anna.post('/procedure/gps-2026-28/istanze');
    const application = started.location?.split('/')[2] ?? '';
    await portal.owner.query('update drafts set answers = $2 where application_id = $1', [
      application,
      JSON.stringify(
        answersIn(
          'TO',
          schools.map(({ code }) => code),
        ),
      ),
    ]);

    const review = await anna.get(`/istanze/${application}/riepilogo`);
    for (const { name } of schools) assert.ok(wordsOf(review.html).includes(name), `${name} is not on the check page`);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(review.html)?.[1] ?? '';
    const filed = await anna.post(`/istanze/${application}/inoltro`, {
      filing: hidden('filing'),
      version: hidden('version'),
      code: CAST.anna.personalCode ?? '',
    });
    assert.equal(filed.status, 303, wordsOf(filed.html));
    const confirmation = await anna.get(filed.location ?? '');
    assert.match(wordsOf(confirmation.html), /Ambito territoriale|Ufficio/);

    const receipt = await until(async () => {
      const pdf = await anna.get(`${filed.location}/pdf`);
      return pdf.status === 200 ? pdf.bytes : undefined;
    }, 60);
    const file = join(folder, 'receipt.pdf');
    writeFileSync(file, receipt);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
    for (const { code } of schools) assert.ok(text.includes(code), `${code} is not on the receipt`);
  });
});

/** A small complete application in a real province. */
function answersIn(province: string, schools: readonly string[]) {
  return {
    contacts: { confirmed: true },
    province: { province, already_included: 'none' },
    rankings: [
      {
        id: 'r1',
        teaching_class: 'A-28',
        tier: 'II',
        operation: 'insertion',
        access_title: 'Laurea magistrale LM-40',
        access_authority: 'Università di Torino',
        access_date: '2015-07-15',
        access_mark: { value: 105, base: 110, lode: false },
        access_complete: true,
      },
    ],
    titles: [],
    services: [],
    preferences: { good_service: false },
    schools: { 'A-28': { schools } },
    declarations: {
      requirements: true,
      convictions: 'none',
      proviso_aware: true,
      exclusion_aware: true,
      privacy: true,
    },
  };
}
