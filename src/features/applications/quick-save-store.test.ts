import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { recordWindowAct } from '../procedures/index.ts';
import { type Browser, baseIn } from './browser-fixture.test.ts';
import { PROCEDURE } from './gps-fixture.test.ts';
import { CLOSES, openPortal, type Portal } from './portal-fixture.test.ts';

let portal: Portal;
let anna: Browser;
let home: string;
const province = () => `${home}/sezioni/province`;

before(async () => {
  portal = await openPortal();
});
after(() => portal.close());

async function begun(): Promise<void> {
  portal.now = new Date('2026-03-10T10:00:00.000Z');
  anna = await portal.person();
  home = await anna.begin();
}

async function draft(): Promise<{ answers: Record<string, unknown>; typed: Record<string, unknown> }> {
  const [row] = await portal.fresh.database.query<{ answers: Record<string, unknown>; typed: Record<string, unknown> }>(
    'select answers, typed from drafts where application_id = $1',
    [home.split('/')[2]],
  );
  assert.ok(row);
  return row;
}

/** The mark without what lets a save trust it: the draft is then read first. */
const headless = (base: string) => base.split('~').slice(1).join('~');

describe('an autosave in one statement', () => {
  it('leaves the draft as one that reads it first', async () => {
    const turns: Record<string, string>[] = [
      { access_title: 'Laurea', 'access_date.day': '31', 'access_date.month': '4', 'access_date.year': '2020' },
      {
        access_title: 'Laurea',
        teaching_class: 'a12',
        'access_date.day': '30',
        'access_date.month': '4',
        'access_date.year': '2020',
      },
      { teaching_class: 'Z<9', tier: 'II', 'access_mark.value': 'cento', 'access_mark.base': '110' },
      {
        teaching_class: '',
        tier: 'II',
        'access_mark.value': '100',
        'access_mark.base': '110',
        'access_mark.honours': 'true',
      },
      {},
    ];
    const drafts: object[] = [];
    for (const mark of [(base: string) => base, headless]) {
      await begun();
      const item = `${home}/sezioni/rankings/01890a5d-ac96-774b-bcce-b302099a8057`;
      await anna.post(item, { access_authority: 'Torino' });
      const seen: object[] = [];
      let base = '';
      for (const turn of turns) {
        const shown = base === '' ? await baseShown(item) : base;
        const reply = await anna.post(item, { base: mark(shown), ...turn }, 'application/json');
        assert.equal(reply.status, 200);
        base = String(reply.json()['base']);
        const { answers, typed } = await draft();
        const words = (typed['rankings'] as Record<string, object> | undefined)?.[
          '01890a5d-ac96-774b-bcce-b302099a8057'
        ];
        seen.push({ answers: answers['rankings'], typed: words ?? {} });
      }
      drafts.push(seen);
    }
    assert.deepEqual(drafts[0], drafts[1]);
  });

  /** The list's page is not open yet: the mark of a form just begun. */
  async function baseShown(item: string): Promise<string> {
    await anna.save(`${home}/sezioni/contacts`, { confirmed: 'si' });
    await anna.save(`${home}/sezioni/province`, { province: 'TO', already_included: 'none' });
    return baseIn((await anna.get(item)).html);
  }

  it('is refused from the closing instant on, and let in again when an act moves it', async () => {
    await begun();
    const base = baseIn((await anna.get(`${home}/sezioni/contacts`)).html);
    portal.now = CLOSES;
    const late = await anna.post(`${home}/sezioni/contacts`, { base, confirmed: 'si' }, 'application/json');
    assert.equal(late.status, 422);
    await recordWindowAct(portal.fresh.database, '01890a5d-ac96-774b-bcce-b302099a8099', {
      procedureId: PROCEDURE,
      windowId: 'filing',
      opensAt: new Date('2026-02-23T11:00:00Z'),
      closesAt: new Date(CLOSES.getTime() + 1000),
      reason: 'Proroga di prova per un guasto.',
      decidedBy: 'prova',
      decidedAt: new Date('2026-03-16T12:00:00Z'),
    });
    const moved = await anna.post(`${home}/sezioni/contacts`, { base, confirmed: 'si' }, 'application/json');
    assert.equal(moved.status, 200);
    assert.deepEqual((await draft()).answers['contacts'], { confirmed: true });
  });

  it('does not write to somebody else', async () => {
    await begun();
    await anna.save(`${home}/sezioni/contacts`, { confirmed: 'si' });
    const base = baseIn((await anna.get(province())).html);
    const bruno = await portal.person();
    const reply = await bruno.post(province(), { base, province: 'MI' }, 'application/json');
    assert.equal(reply.status, 404);
    assert.equal((await draft()).answers['province'], undefined);
  });
});
