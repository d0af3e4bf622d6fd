import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The operating-system user the server runs as. `undefined` means: the one running this program. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const createdName = 'polis-postgres';

function userNamed(name: string): ServerUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/**
 * PostgreSQL refuses to run as root, so root lends it a user of its own: `postgres` where the machine has it, else one
 * made for the purpose. Everybody else runs it as themselves.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = userNamed('postgres') ?? userNamed(createdName);
  if (known !== undefined) return known;
  const made = spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', createdName], {
    encoding: 'utf8',
  });
  const user = userNamed(createdName);
  if (user === undefined) {
    throw new Error(
      `PostgreSQL cannot run as root and no user could be made for it: ${made.stderr || made.error?.message}`,
    );
  }
  return user;
}

/** Whether that user can enter and read the folder `path` (under /root it cannot). */
export function canReach(path: string, user: ServerUser | undefined): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && ls . >/dev/null', 'sh', path], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}
