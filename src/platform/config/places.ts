import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../home.ts';

/** Where a development installation keeps what it makes: beside the code when that can be written, else /var/lib/polis. */
export function defaultStateDir(): string {
  const beside = join(home, '.polis');
  return isWritable(existsSync(beside) ? beside : home) ? beside : '/var/lib/polis';
}

/** Official open data beside the checkout, when there is any. */
export function defaultDataDir(): string | null {
  const beside = join(home, '../shared/data');
  return existsSync(beside) ? beside : null;
}

/** A secret for one development installation, made once and kept for its user alone. */
export function keptSecret(stateDir: string): string {
  const file = join(stateDir, 'secret');
  if (!existsSync(file)) {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
