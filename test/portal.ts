import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import type { CastMember } from '../src/apps/cast.ts';
import { introduceProvider } from '../src/apps/development-idp/prepare.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { builtPrograms } from './built.ts';
import type { FreshDatabase } from './database.ts';
import { ownPort } from './own-port.ts';
import { PortalProgram } from './portal-program.ts';
import { seededDatabase } from './seeded-database.ts';
import { until } from './until.ts';

// The whole portal as it runs in earnest: server, worker and mail catcher as processes of their own, from what was
// built, over a database of this test's own with the test registry, the procedures and the cast of src/apps/cast.ts.

const SECRET = 'the secret of a portal that lives for one test';
const STEP_SECONDS = 30;

export interface PortalOptions {
  /** Settings of the programs beside the usual ones: `{ SESSION_IDLE_MINUTES: '3' }`, `{ POLIS_FAULT: '…' }`. */
  readonly env?: Readonly<Record<string, string>>;
  /** false: not started; `portal.server.restart()` starts it. */
  readonly server?: boolean;
  readonly worker?: boolean;
  /** The name people reach it by, where a number will not do: passkeys are bound to names. */
  readonly host?: 'localhost';
  /** none: nobody listens where mails should go, until `portal.catcher.restart()`. */
  readonly smtp?: 'catcher' | 'none';
  /** Somebody plays SPID and CIE. */
  readonly identities?: boolean;
}

export interface CaughtMail {
  readonly id: string;
  readonly at: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly attachments: readonly { filename: string; type: string; size: number; path: string }[];
}

export interface TestPortal {
  readonly origin: string;
  readonly port: number;
  /** As the programs see it (role polis_app). */
  readonly database: Database;
  /** As migrations see it (role polis_owner). */
  readonly owner: Database;
  readonly urls: FreshDatabase['urls'];
  readonly server: PortalProgram;
  readonly worker: PortalProgram;
  readonly catcher: PortalProgram;
  /** Where SPID and CIE are played, when somebody plays them. */
  readonly identities: string;
  /** What the programs share: for a test that runs `dist/cli.js` beside them. */
  readonly environment: Readonly<Record<string, string>>;
  /** The mails that have arrived (for one address), oldest first, as soon as there are at least so many. */
  mails(to?: string, atLeast?: number): Promise<CaughtMail[]>;
  /** The newest mail for the address whose subject says this, as soon as there is one. */
  mail(to: string, subject: RegExp): Promise<CaughtMail>;
  /** The bytes of an attachment. */
  attachment(mail: CaughtMail, index?: number): Promise<Buffer>;
  /** The code of the member's second factor, never the same twice: the third within half a minute has to be waited for. */
  otp(member: Pick<CastMember, 'username' | 'totpSecret'>): Promise<string>;
  /** Ends every process and removes the database. Call it in `after()`. */
  stop(): Promise<void>;
}

/** A real portal for one test file. */
export async function openTestPortal(options: PortalOptions = {}): Promise<TestPortal> {
  const free = [ownPort(), ownPort(), ownPort(), ownPort()] as const;
  const [fresh, port, smtpPort, webPort, identityPort] = await Promise.all([
    seededDatabase({ secret: SECRET, now: systemClock }),
    ...free,
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'polis-portal-'));
  const named = options.host && { PUBLIC_URL: `http://${options.host}:${port}` };
  const identities = `http://127.0.0.1:${identityPort}`;
  const introduced = options.identities ? await introduceProvider(folder, identities, systemClock()) : {};
  const environment = environmentOf(fresh, { folder, port, smtpPort }, { ...named, ...introduced, ...options.env });
  const programs = {
    catcher: new PortalProgram('mail-catcher', environment, [join(folder, 'mails'), String(smtpPort), String(webPort)]),
    player: new PortalProgram('development-idp', environment, [
      folder,
      String(identityPort),
      `http://127.0.0.1:${port}`,
    ]),
    worker: new PortalProgram('worker', environment),
    server: new PortalProgram('server', environment),
  };
  const stop = async () => {
    await Promise.all([programs.server.kill('SIGTERM'), programs.worker.kill('SIGTERM')]);
    await Promise.all([programs.catcher.kill(), programs.player.kill()]);
    await fresh.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await builtPrograms();
    await Promise.all([
      (options.smtp ?? 'catcher') === 'catcher' && programs.catcher.start(),
      options.identities && programs.player.start(),
      (options.worker ?? true) && programs.worker.start(),
      (options.server ?? true) && programs.server.start(),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const { database, owner, urls } = fresh;
  const origin = environment['PUBLIC_URL'] ?? '';
  const web = `http://127.0.0.1:${webPort}`;
  return {
    origin,
    port,
    database,
    owner,
    urls,
    identities,
    ...programs,
    environment,
    ...postOf(web),
    otp: codes(),
    stop,
  };
}

interface Places {
  readonly folder: string;
  readonly port: number;
  readonly smtpPort: number;
}

function environmentOf({ urls }: FreshDatabase, { folder, port, smtpPort }: Places, changes: PortalOptions['env']) {
  const given = Object.fromEntries(['PATH', 'HOME', 'LANG'].map((name) => [name, process.env[name] ?? '']));
  return {
    ...given,
    DATABASE_URL: urls.app,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    POLIS_STATE_DIR: folder,
    POLIS_SECRET: SECRET,
    LOG_LEVEL: 'warn',
    ...changes,
  };
}

/** Reads what the catcher caught. */
function postOf(web: string): Pick<TestPortal, 'mails' | 'mail' | 'attachment'> {
  const caught = async (to?: string): Promise<CaughtMail[]> => {
    const answer = await fetch(`${web}/api/messages${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`).catch(
      () => undefined,
    );
    const all = answer === undefined ? [] : ((await answer.json()) as CaughtMail[]);
    return all.sort((one, other) => Number(one.id) - Number(other.id));
  };
  return {
    mails: (to, atLeast = 0) =>
      until(async () => {
        const all = await caught(to);
        return all.length >= atLeast ? all : undefined;
      }, 60),
    mail: (to, subject) =>
      until(async () => (await caught(to)).findLast((mail) => subject.test(mail.subject)), 60).catch(async () => {
        const seen = (await caught(to)).map((mail) => mail.subject);
        throw new Error(`no mail to ${to} says ${subject}; there are: ${seen.join(' | ')}`);
      }),
    attachment: async (mail, index = 0) => {
      const file = mail.attachments[index];
      if (file === undefined) throw new Error(`"${mail.subject}" has no attachment ${index}`);
      return Buffer.from(await (await fetch(web + file.path)).arrayBuffer());
    },
  };
}

function codes(): TestPortal['otp'] {
  const used = new Map<string, number>();
  return async ({ username, totpSecret }) => {
    if (totpSecret === undefined) throw new Error(`${username} has no second factor`);
    const now = () => Math.floor(Date.now() / 1_000 / STEP_SECONDS);
    const step = Math.max(now(), (used.get(username) ?? 0) + 1);
    used.set(username, step);
    await until(() => step <= now() + 1, 2 * STEP_SECONDS);
    return new TOTP({ secret: totpSecret, period: STEP_SECONDS }).generate({ timestamp: step * STEP_SECONDS * 1_000 });
  };
}

/** The first link to the portal in a mail: the whole address. */
export function linkIn({ text, subject }: CaughtMail): string {
  const link = /https?:\/\/127\.0\.0\.1:\d+\/[^\s>)]*/.exec(text)?.[0];
  if (link === undefined) throw new Error(`no link in "${subject}": ${text}`);
  return link;
}
