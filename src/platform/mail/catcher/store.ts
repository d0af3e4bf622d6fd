import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

/** One mail that was caught. */
export interface Caught {
  readonly id: string;
  readonly at: Date;
  /** Those the server was told to bring it to, whatever its headers say. */
  readonly recipients: readonly string[];
  readonly raw: Uint8Array;
  readonly mail: Email;
}

export interface CatcherStore {
  add(raw: Uint8Array, recipients: readonly string[], at: Date): Promise<void>;
  /** Newest first. */
  all(): readonly Caught[];
  find(id: string): Caught | undefined;
  clear(): void;
}

const kept = 1_000;

/** Keeps what is caught in `folder`, one file each, so that a restart loses nothing. */
export async function openStore(folder: string): Promise<CatcherStore> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const caught: Caught[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    caught.unshift(await load(join(folder, file)));
  }
  let latest = Number(caught[0]?.id ?? 0);
  const forget = ({ id }: Caught) => rmSync(join(folder, `${id}.json`), { force: true });
  return {
    add: async (raw, recipients, at) => {
      // Milliseconds since 1970, moved on when two arrive in the same one: names sort by time.
      latest = Math.max(at.getTime(), latest + 1);
      const id = String(latest).padStart(14, '0');
      const file = join(folder, `${id}.json`);
      writeFileSync(file, JSON.stringify({ recipients, raw: Buffer.from(raw).toString('base64') }), { mode: 0o600 });
      caught.unshift(await load(file));
      for (const old of caught.splice(kept)) forget(old);
    },
    all: () => caught,
    find: (id) => caught.find((one) => one.id === id),
    clear: () => {
      for (const one of caught.splice(0)) forget(one);
    },
  };
}

async function load(file: string): Promise<Caught> {
  const { recipients, raw } = JSON.parse(readFileSync(file, 'utf8')) as { recipients: string[]; raw: string };
  const bytes = Buffer.from(raw, 'base64');
  const id = file.replace(/^.*\/|\.json$/g, '');
  return { id, at: new Date(Number(id)), recipients, raw: bytes, mail: await PostalMime.parse(bytes) };
}
