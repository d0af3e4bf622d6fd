import pg from 'pg';
import { type Applicant, answers } from './draft-people.ts';

export type BareSave = (client: pg.Client, person: Applicant) => Promise<unknown>;

/** Bare clients, one for each connection, that save with nothing in front. */
export async function bareSaves(
  url: string,
  people: readonly Applicant[],
  milliseconds: number,
  save: BareSave,
): Promise<number> {
  const clients = await Promise.all(
    people.map(async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const started = performance.now();
  let saves = 0;
  await Promise.all(
    clients.map(async (client, index) => {
      const person = people[index];
      if (person === undefined) return;
      while (performance.now() - started < milliseconds) {
        person.saves += 1;
        await save(client, person);
        saves += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return saves / seconds;
}

const UPDATE = `update drafts set answers = jsonb_set(answers, '{services}', $2::jsonb), version = version + 1,
  updated_at = now() where application_id = $1`;
const INSERT = `insert into events (kind, actor, subject_type, subject_id, data)
  values ('application.section-saved', $2::uuid, 'application', $1, '{"section": "services"}')`;

/** The UPDATE and the INSERT of its audit row, in one transaction. */
export async function inTransaction(client: pg.Client, person: Applicant): Promise<void> {
  const [application, answersText, account] = bareValues(person);
  await client.query('begin');
  await client.query({ name: 'bare-update', text: UPDATE, values: [application, answersText] });
  await client.query({ name: 'bare-insert', text: INSERT, values: [application, account] });
  await client.query('commit');
}

const BOTH = `with changed as (${UPDATE} returning application_id)
  insert into events (kind, actor, subject_type, subject_id, data)
  select 'application.section-saved', $3::uuid, 'application', application_id::text, '{"section": "services"}' from changed`;

/** Both writes in one statement. */
export function inOneStatement(client: pg.Client, person: Applicant): Promise<unknown> {
  return client.query({ name: 'bare-both', text: BOTH, values: [...bareValues(person)] });
}

function bareValues(person: Applicant): readonly unknown[] {
  const { 'teaching_class.query': _query, ...values } = answers(person.saves);
  return [person.application, JSON.stringify([{ ...values, id: person.item }]), person.account];
}
