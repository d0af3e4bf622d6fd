import { uuidv7 } from 'uuidv7';
import { personNamed } from './account-portal.ts';
import { type ApplicantOnPortal, CODE, type FilingPortal } from './filing-portal.ts';

/** As much of a press as these stories need. */
export const press = { pressPdf: async () => ({ pdf: new Uint8Array([37, 80, 68, 70]), replaced: [] }) };

/** Somebody with the name the form of an offer asks for. */
export interface Named extends ApplicantOnPortal {
  readonly name: string;
}

export async function somebody(portal: FilingPortal, name: string): Promise<Named> {
  return { ...(await portal.applicant(name)), name };
}

/** The form of an offer as the delegator fills it in: ten days from today, for everything. */
export function offerTo(name: string, changes: Readonly<Record<string, string>> = {}) {
  return {
    fiscalCode: personNamed(name).fiscalCode,
    surname: 'Prova',
    ...{ 'from.day': '10', 'from.month': '3', 'from.year': '2026' },
    ...{ 'until.day': '19', 'until.month': '3', 'until.year': '2026' },
    scope: 'all',
    code: CODE,
    attempt: uuidv7(),
    ...changes,
  };
}

/** The delegator offers through the pages; answers the delegation's id. */
export async function offer(delegator: Named, to: string, changes: Readonly<Record<string, string>> = {}) {
  await delegator.visitor.get('/profilo/deleghe/nuova');
  const reply = await delegator.visitor.post('/profilo/deleghe/nuova', offerTo(to, changes));
  const id = /^\/profilo\/deleghe\/([0-9a-f-]{36})$/.exec(reply.location ?? '')?.[1];
  if (id === undefined) throw new Error(`no offer: ${reply.status} ${reply.html.slice(0, 3000)}`);
  return id;
}

/** What the form of the acceptance asks for. */
export function accepting() {
  return { code: CODE, attempt: uuidv7() };
}

/** Offered, delivered, accepted, through the pages. */
export async function handOver(
  portal: FilingPortal,
  delegator: Named,
  delegate: Named,
  changes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const id = await offer(delegator, delegate.name, changes);
  await portal.work(press);
  await delegate.visitor.get(`/profilo/deleghe/${id}`);
  const reply = await delegate.visitor.post(`/profilo/deleghe/${id}/accettazione`, accepting());
  if (reply.status !== 303) throw new Error(`not accepted: ${reply.status}`);
  return id;
}

/** The delegate begins to act, and has opened the archive. */
export async function beginsActing(delegate: Named, id: string) {
  await delegate.visitor.get(`/profilo/deleghe/${id}`);
  const reply = await delegate.visitor.post(`/profilo/deleghe/${id}/inizio`);
  if (reply.location !== '/area') throw new Error(`not acting: ${reply.status} ${reply.location}`);
  return delegate.visitor.get('/archivio');
}

/** The delegate files the delegator's draft with this code. */
export function filesFor(delegate: Named, delegator: Named, changes: Readonly<Record<string, string>> = {}) {
  const fields = { filing: uuidv7(), version: '3', code: CODE, attempt: uuidv7(), ...changes };
  return delegate.visitor.post(`/istanze/${delegator.application}/inoltro`, fields);
}

const LETTERS = 'BCDFGHJKLM';

/** Names whose consonants differ, however many there are: each makes a fiscal code of its own. */
export function nameNumber(first: string, number: number): string {
  return `${first}${LETTERS.charAt(number % 10)}${LETTERS.charAt(Math.floor(number / 10))}`;
}

interface Filed {
  readonly sender: string;
  readonly canonical: string;
  readonly validity: { readonly delegate?: { readonly accountId: string } };
}

/** What the stories look at in the database. */
export function traces({ fresh: { owner } }: FilingPortal) {
  const query = <Row>(text: string, values: readonly unknown[] = []) => owner.query<Row>(text, values);
  const one = async <Row>(text: string, values: readonly unknown[]) => (await query<Row>(text, values))[0];
  const OF = 'from messages where account_id = $1 order by created_at, id';
  return {
    query,
    one,
    told: async ({ accountId }: Named) =>
      (await query<{ kind: string }>(`select kind ${OF}`, [accountId])).map(({ kind }) => kind),
    filed: ({ application }: Named) =>
      one<Filed>(
        `select e.sender, convert_from(f.canonical, 'UTF8') as canonical, f.validity
         from filings f join register_entries e on e.filing_id = f.id and e.kind = 'filing' where f.application_id = $1`,
        [application],
      ),
    eventsUnder: (id: string) =>
      query<{ kind: string; actor: string }>(
        `select kind, actor from events where data ->> 'delegation' = $1 order by id`,
        [id],
      ),
  };
}
