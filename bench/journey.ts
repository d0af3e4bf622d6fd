import { brokenPromises } from '../src/features/filings/index.ts';
import { median, round1, round2 } from './figures.ts';
import { confirmOf, makePeople, type Person } from './filing-people.ts';
import { fire, type Reply, type Shot } from './http-load.ts';
import { inWorld } from './world.ts';

const CLIENTS = 32;
const ROUNDS = 3;
const JOURNEYS = 160;

/** The six sections each person opens, changes and saves, and the text they change in it. */
const SECTIONS: readonly (readonly [section: string, changed?: string])[] = [
  ['contacts'],
  ['province'],
  ['rankings/r1', 'access_authority'],
  ['titles/t1', 'authority'],
  ['services/s20', 'school_name'],
  ['declarations'],
];

/**
 * Whole journeys by 32 people at once: six sections shown and saved, the check of the answers, filing with the personal
 * code, the confirmation. `ratio` is to the 18 journeys a second that the best public peers reach on two cores.
 */
export async function journey(report: (line: string) => void): Promise<Record<string, number>> {
  return inWorld(async ({ database, port }) => {
    const rates: number[] = [];
    const p99s: number[] = [];
    const acknowledged: string[] = [];
    report('round   journeys/s   requests/s   p99 ms of a request');
    for (let round = 0; round <= ROUNDS; round += 1) {
      const people = await makePeople(database, round === 0 ? CLIENTS : JOURNEYS, 'all');
      const walks = people.map((person) => new Walk(person));
      const load = await walkAll(port, walks);
      if (round === 0) continue;
      acknowledged.push(...people.map(({ filingId }) => filingId));
      rates.push(JOURNEYS / load.seconds);
      p99s.push(load.p99);
      const cells = [rates.at(-1) ?? 0, load.perSecond, load.p99].map((value) => value.toFixed(1).padStart(13));
      report(`${String(round).padStart(5)}${cells.join('')}`);
    }
    const breaches = await brokenPromises(database, acknowledged);
    if (breaches.length > 0) throw new Error(`broken: ${JSON.stringify(breaches.slice(0, 5))}`);
    const rate = median(rates);
    return {
      clients: CLIENTS,
      journeys: JOURNEYS * ROUNDS,
      requests_per_journey: SECTIONS.length * 2 + 3,
      journeys_per_s: round1(rate),
      p99_ms: Math.round(median(p99s)),
      broken_promises: breaches.length,
      ratio: round2(rate / 18),
    };
  });
}

/** Each client takes a person, walks them to the end, and takes the next. */
function walkAll(port: number, walks: Walk[]) {
  const current: (Walk | undefined)[] = [];
  return fire(
    port,
    CLIENTS,
    (connection) => {
      let walk = current[connection];
      if (walk === undefined || walk.done) {
        walk = walks.pop();
        current[connection] = walk;
      }
      return walk?.next();
    },
    (reply, connection) => current[connection]?.take(reply),
  );
}

/** One person's way through the portal: what to ask next depends on what the last page held. */
class Walk {
  readonly #person: Person;
  #step = 0;
  #page = '';

  constructor(person: Person) {
    this.#person = person;
  }

  get done(): boolean {
    return this.#step >= SECTIONS.length * 2 + 3;
  }

  next(): Shot {
    const { applicationId, filingId, token } = this.#person;
    const cookie = `polis-session=${token}`;
    const [section, changed] = SECTIONS[Math.floor(this.#step / 2)] ?? [''];
    const path = `/istanze/${applicationId}/sezioni/${section}`;
    switch (this.#step - SECTIONS.length * 2) {
      case 0:
        return { method: 'GET', path: `/istanze/${applicationId}/riepilogo`, cookie };
      case 1:
        return this.#confirm();
      case 2:
        return { method: 'GET', path: `/istanze/${applicationId}/ricevuta/${filingId}`, cookie };
      default:
        if (this.#step % 2 === 0) return { method: 'GET', path, cookie };
        return { method: 'POST', path, cookie, body: filledIn(this.#page, changed) };
    }
  }

  take({ status, body, location }: Reply): void {
    const posting = this.#step < SECTIONS.length * 2 ? this.#step % 2 === 1 : this.#step === SECTIONS.length * 2 + 1;
    if (status !== (posting ? 303 : 200)) {
      throw new Error(`step ${this.#step} was answered ${status} ${location ?? ''}: ${body.slice(0, 1_000)}`);
    }
    this.#page = body;
    this.#step += 1;
  }

  #confirm(): Shot {
    const version = /name="version" value="(\d+)"/.exec(this.#page)?.[1] ?? '';
    const shot = confirmOf(this.#person);
    const body = new URLSearchParams(shot.body);
    body.set('version', version);
    return { ...shot, body: body.toString() };
  }
}

/** The form of a section page as a browser would send it, with one text changed. */
function filledIn(html: string, changed: string | undefined): string {
  const form = /<form[^>]*data-autosave[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const sent = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, 'type');
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)) continue;
    sent.append(attribute(tag, 'name'), attribute(tag, 'value'));
  }
  for (const [, name = '', inside = ''] of form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(inside)?.[0];
    sent.append(name, chosen === undefined ? '' : attribute(chosen, 'value'));
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g)) {
    sent.append(name, text);
  }
  if (changed !== undefined) sent.set(changed, `${sent.get(changed) ?? ''} bis`);
  sent.set('vai', 'avanti');
  return sent.toString();
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
