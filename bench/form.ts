import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPack } from '../src/features/procedures/index.ts';
import { home } from '../src/platform/home.ts';
import { csrfToken } from '../src/platform/http/csrf.ts';
import { median, round1, round3 } from './figures.ts';
import { makePeople, type Person, SECRET } from './filing-people.ts';
import { fire, type Load, type Shot } from './http-load.ts';
import { bytesOf, compare } from './pages.ts';
import { beside, inWorld, type World } from './world.ts';

const CLIENTS = 32;
/** The pack whose people {@link makePeople} makes; the run says so if it is no longer the largest. */
const PACK = 'gps-2026-28';

/**
 * The largest section of the largest pack, for somebody signed in: its page drawn, and its form posted, read, judged and
 * saved, each against a bare HTTP server that answers the very same bytes, in interleaved rounds over kept connections.
 * `ratio` is that of the page; `…_processor_ms` what one costs the portal, which other work on the machine disturbs less.
 */
export async function form(report: (line: string) => void): Promise<Record<string, number>> {
  const section = largestSection(report);
  return inWorld(async (world) => {
    const { database, port } = world;
    const people = await makePeople(database, CLIENTS, 'one');
    const shown = people.map((person) => shotOf(person, section));
    const page = (await bytesOf(port, shown[0] as Shot)).toString();
    const posts = people.map((person) => postOf(person, section, page));
    const answer = await bytesOf(port, posts[0] as Shot);
    const drawn = await against(port, shown, Buffer.from(page));
    const saved = await against(port, posts, answer);
    return {
      clients: CLIENTS,
      page_bytes: page.length,
      ...figuresOf('page', drawn),
      page_processor_ms: await processorEach(world, shown),
      ...figuresOf('save', saved),
      save_processor_ms: await processorEach(world, posts),
      ratio: round3(median(drawn.map(({ ours, bare }) => ours.perSecond / bare.perSecond))),
    };
  });
}

/** By the number of its questions. */
function largestSection(report: (line: string) => void): string {
  const packs = readdirSync(join(home, 'procedures')).flatMap((name) => {
    const read = readPack(join(home, 'procedures', name));
    return 'faults' in read ? [] : [read.pack.definition];
  });
  const sizeOf = ({ sections }: (typeof packs)[number]) => sections.reduce((sum, { fields }) => sum + fields.length, 0);
  const largest = packs.reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one));
  if (largest.id !== PACK) report(`the largest pack is ${largest.id}; measured is ${PACK}`);
  const measured = packs.find(({ id }) => id === PACK) ?? largest;
  const section = measured.sections.reduce((one, other) => (other.fields.length > one.fields.length ? other : one));
  report(`section ${section.id} of ${measured.id}: ${section.fields.length} questions`);
  return section.id;
}

/** The first item that the people of the bench have in it. */
const ITEMS: Readonly<Record<string, string>> = { rankings: 'r1', titles: 't1', services: 's20' };

function shotOf({ applicationId, token }: Person, section: string): Shot {
  const item = ITEMS[section];
  const path = `/istanze/${applicationId}/sezioni/${section}${item === undefined ? '' : `/${item}`}`;
  return { method: 'GET', path, cookie: `polis-session=${token}` };
}

/** The boxes of the page as they stand, sent as its autosave sends them. */
function postOf(person: Person, section: string, page: string): Shot {
  const body = new URLSearchParams({ csrf: csrfToken(SECRET, `account:${person.accountId}`) });
  const controls = page.matchAll(/<input[^>]*name="([^"]+)"[^>]*>/g);
  for (const [tag, name = ''] of controls) {
    const ticked = !/type="(radio|checkbox)"/.test(tag) || /\schecked/.test(tag);
    if (ticked && !['csrf', 'torna'].includes(name)) body.append(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return { ...shotOf(person, section), method: 'POST', body: body.toString(), accept: 'application/json' };
}

function against(port: number, shots: readonly Shot[], bytes: Buffer): Promise<{ ours: Load; bare: Load }[]> {
  const environment = { BARE_BYTES: bytes.toString('base64') };
  return beside('bench/bare-server.ts', environment, (bare) => compare(port, bare, shots, { fresh: false }));
}

const ASKED = 1_500;
/** Milliseconds of the clock in which Linux counts the time of processes. */
const TICK = 10;

/** Milliseconds of processor, of all threads of the portal, for one request; NaN where there is no /proc. */
async function processorEach({ port, pid }: World, shots: readonly Shot[]): Promise<number> {
  const before = ticksOf(pid);
  let left = ASKED;
  await fire(port, CLIENTS, (connection) => {
    left -= 1;
    return left < 0 ? undefined : shots[connection];
  });
  return round3(((ticksOf(pid) - before) * TICK) / ASKED);
}

function ticksOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(' ');
  return Number(fields[13]) + Number(fields[14]);
}

function figuresOf(name: string, rounds: readonly { ours: Load; bare: Load }[]): Record<string, number> {
  return {
    [`${name}_per_s`]: Math.round(median(rounds.map(({ ours }) => ours.perSecond))),
    [`${name}_p99_ms`]: round1(median(rounds.map(({ ours }) => ours.p99))),
    [`${name}_bare_per_s`]: Math.round(median(rounds.map(({ bare }) => bare.perSecond))),
    [`${name}_ratio`]: round3(median(rounds.map(({ ours, bare }) => ours.perSecond / bare.perSecond))),
  };
}
