import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../platform/home.ts';

/** The release of the software, as package.json states it. */
export const version = (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version;
