import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Database, Db } from '../src/platform/db/database.ts';
import type { Person } from './filing-people.ts';

/** One statement as the portal sent it. */
interface Statement {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A database that writes down every statement it is sent, in order. */
export function recording(database: Database): { database: Database; statements: Statement[] } {
  const statements: Statement[] = [];
  const over = (db: Db): Db => ({
    query: (text, values = []) => {
      statements.push({ name: undefined, text, values });
      return db.query(text, values);
    },
    prepared: (name, text, values = []) => {
      statements.push({ name, text, values });
      return db.prepared(name, text, values);
    },
  });
  return {
    statements,
    database: {
      ...over(database),
      transaction: async (work) => {
        statements.push({ name: undefined, text: 'begin', values: [] });
        const result = await database.transaction((tx) => work(over(tx)));
        statements.push({ name: undefined, text: 'commit', values: [] });
        return result;
      },
      close: () => database.close(),
    },
  };
}

/** The statements of one filing, with somebody else's names in them. */
export function restated(statements: readonly Statement[], from: Person, to: Person): Statement[] {
  const digest = (token: string) => createHash('sha256').update(token).digest();
  const [fromDigest, toDigest] = [digest(from.token), digest(to.token)];
  const names: readonly [string, string][] = [
    [from.accountId, to.accountId],
    [from.applicationId, to.applicationId],
    [from.filingId, to.filingId],
    [`"officeCode":"${from.office}"`, `"officeCode":"${to.office}"`],
  ];
  const restate = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(restate);
    if (typeof value === 'string') return names.reduce((text, [one, other]) => text.replaceAll(one, other), value);
    return Buffer.isBuffer(value) && value.equals(fromDigest) ? toDigest : value;
  };
  return statements.map((statement) => ({ ...statement, values: statement.values.map(restate) }));
}

export interface Floor {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sends the same statements from bare clients, one filing at a time on each: no HTTP, no rules, no batches. */
export async function bareClients(
  url: string,
  clients: number,
  filings: readonly (readonly Statement[])[],
): Promise<Floor> {
  const latencies: number[] = [];
  const waiting = filings.values();
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const started = performance.now();
  await Promise.all(
    connections.map(async (client) => {
      for (const statements of waiting) {
        const sent = performance.now();
        for (const { name, text, values } of statements) {
          await client.query({ ...(name === undefined ? {} : { name }), text, values: [...values] });
        }
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all(connections.map((client) => client.end()));
  latencies.sort((one, other) => one - other);
  const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? 0;
  return { perSecond: filings.length / seconds, p50: at(0.5), p99: at(0.99) };
}
