import { median, round1, round3 } from './figures.ts';
import { confirmOf, makePeople, type Person } from './filing-people.ts';
import { fire, type Load, type Manner, openLine, type Shot } from './http-load.ts';
import { beside, inWorld } from './world.ts';

const CLIENTS = 32;
const ROUNDS = 3;
const ROUND_MS = 2_000;

type Name = 'home' | 'form' | 'archive';

const TITLES: Readonly<Record<Name, string>> = {
  home: 'public home',
  form: 'section form, signed in',
  archive: 'archive, signed in',
};

/**
 * Pages by 32 clients: the public home, a section form and the archive of somebody signed in, against a bare HTTP server
 * that answers the very same bytes, in interleaved rounds. Each page comes on a connection of its own, as it does when
 * hundreds of thousands of people each open one now and then; `…_kept` are the same over connections that are kept.
 * `ratio` is that of the signed-in form.
 */
export async function pages(report: (line: string) => void): Promise<Record<string, number>> {
  return inWorld(async ({ database, port }) => {
    const [writing, filed] = [await makePeople(database, CLIENTS, 'one'), await makePeople(database, CLIENTS, 'one')];
    const confirms = filed.map(confirmOf);
    await fire(port, CLIENTS, () => confirms.pop());
    const figures: Record<string, number> = { clients: CLIENTS, rounds: ROUNDS };
    report(
      `${'page'.padEnd(30)}${['pages/s', 'p50 ms', 'p99 ms', 'bare/s', 'ratio', 'bytes'].map((cell) => cell.padStart(9)).join('')}`,
    );
    for (const name of ['home', 'archive', 'form'] as const) {
      Object.assign(figures, await measure(name, port, name === 'archive' ? filed : writing, report));
    }
    return { ...figures, ratio: figures['form_ratio'] ?? 0 };
  });
}

async function measure(name: Name, port: number, people: readonly Person[], report: (line: string) => void) {
  const shots = people.map((person) => shotOf(name, person));
  const bytes = await bytesOf(port, shots[0] as Shot);
  const environment = { BARE_BYTES: Buffer.from(bytes).toString('base64') };
  return beside('bench/bare-server.ts', environment, async (barePort) => {
    const figures: Record<string, number> = { [`${name}_bytes`]: bytes.length };
    for (const fresh of [true, false]) {
      const rounds = await compare(port, barePort, shots, { fresh });
      const label = fresh ? name : `${name}_kept`;
      Object.assign(figures, {
        [`${label}_per_s`]: Math.round(median(rounds.map(({ ours }) => ours.perSecond))),
        [`${label}_p50_ms`]: round1(median(rounds.map(({ ours }) => ours.p50))),
        [`${label}_p99_ms`]: round1(median(rounds.map(({ ours }) => ours.p99))),
        [`${label}_bare_per_s`]: Math.round(median(rounds.map(({ bare }) => bare.perSecond))),
        [`${label}_ratio`]: round3(median(rounds.map(({ ours, bare }) => ours.perSecond / bare.perSecond))),
      });
      const cells = ['per_s', 'p50_ms', 'p99_ms', 'bare_per_s', 'ratio'].map((key) => figures[`${label}_${key}`]);
      const title = `${TITLES[name]}${fresh ? '' : ', kept'}`;
      report(`${title.padEnd(30)}${[...cells, bytes.length].map((cell) => String(cell).padStart(9)).join('')}`);
    }
    return figures;
  });
}

/** Rounds of the portal's page and of the same bytes from a bare server, in turn. */
export async function compare(port: number, barePort: number, shots: readonly Shot[], manner: Manner) {
  await loaded(port, shots, 500, manner);
  await loaded(barePort, shots, 500, manner);
  const rounds: { ours: Load; bare: Load }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await loaded(port, shots, ROUND_MS, manner);
    rounds.push({ ours, bare: await loaded(barePort, shots, ROUND_MS / 2, manner) });
  }
  return rounds;
}

function loaded(port: number, shots: readonly Shot[], milliseconds: number, manner: Manner): Promise<Load> {
  const until = performance.now() + milliseconds;
  return fire(
    port,
    CLIENTS,
    (connection) => (performance.now() < until ? shots[connection] : undefined),
    ({ status, body }) => {
      if (status !== 200) throw new Error(`a page was answered ${status}: ${body.slice(0, 500)}`);
    },
    manner,
  );
}

/** The page itself, to be answered by the bare server too. */
export async function bytesOf(port: number, shot: Shot): Promise<Buffer> {
  const line = await openLine(port);
  const { status, body } = await line.ask(shot);
  line.close();
  if (status !== 200) throw new Error(`${shot.path} was answered ${status}: ${body.slice(0, 500)}`);
  return Buffer.from(body);
}

function shotOf(name: Name, { applicationId, token }: Person): Shot {
  const cookie = `polis-session=${token}`;
  if (name === 'home') return { method: 'GET', path: '/' };
  if (name === 'archive') return { method: 'GET', path: '/archivio', cookie };
  return { method: 'GET', path: `/istanze/${applicationId}/sezioni/preferences`, cookie };
}
