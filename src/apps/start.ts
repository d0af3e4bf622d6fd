/** `bin/start`: brings up everything the portal needs on this machine, keeps it running, and takes it down again. */
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { seedClient } from '../features/sso/index.ts';
import { systemClock } from '../platform/clock.ts';
import {
  type Configuration,
  ConfigurationError,
  defaultStateDir,
  findRunning,
  forgetRunning,
  readConfiguration,
  rememberRunning,
} from '../platform/config/index.ts';
import { connect } from '../platform/db/database.ts';
import { createHasher } from '../platform/hashing.ts';
import { migrate } from '../platform/migrations.ts';
import { freePort, type Postgres, postgresPlace, startPostgres } from '../platform/postgres/index.ts';
import { createSupervisor, type Supervisor } from '../platform/supervisor.ts';
import { buildAll, distFolder } from './build.ts';
import { MARK } from './development-idp/names.ts';
import { introduceProvider } from './development-idp/prepare.ts';
import { type Login, seed } from './seed.ts';
import { seedCompetition } from './seed-competition.ts';
import { type SisterClient, sisterClients } from './sister-clients.ts';

const say = (line: string) => process.stdout.write(`polis: ${line}\n`);

// Whoever read our words may have gone before us: everything must still be taken down in order.
process.stdout.on('error', () => undefined);

class CannotStart extends Error {}

/** What has been brought up so far: taken down in reverse, whatever went wrong meanwhile. */
const undo: (() => void | Promise<void>)[] = [];
let ending: Promise<never> | undefined;

function end(code: number, line: string): Promise<never> {
  ending ??= (async () => {
    say(line);
    for (const step of undo.reverse()) await step();
    process.exit(code);
  })();
  return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end(0, 'stopping everything…'));
}

try {
  await start();
} catch (error) {
  const expected = error instanceof CannotStart || error instanceof ConfigurationError;
  const words = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  await end(1, `could not start: ${words}`);
}

async function start(): Promise<void> {
  if (process.env['POLIS_ENV'] === 'production') {
    throw new CannotStart('bin/start is for development; in production run bin/polis server and bin/polis worker');
  }
  const stateDir = process.env['POLIS_STATE_DIR'] || defaultStateDir();
  makeStateDir(stateDir);
  await beTheOnlyOne(stateDir);
  const port = await portFrom(Number(process.env['PORT'] || 8080));
  const parts: Record<string, string> = { POLIS_STATE_DIR: stateDir, PORT: String(port) };
  parts['PUBLIC_URL'] = process.env['PUBLIC_URL'] || `http://${process.env['HOST'] || 'localhost'}:${port}`;
  const postgres = await bringDatabase(stateDir, parts);
  const identities = await planIdentities(stateDir, parts);
  const catcher = process.env['SMTP_URL'] ? undefined : await planCatcher(stateDir, parts);
  const sisterPorts = postgres === undefined ? [] : await planSisters(parts);
  // What was given and what was brought up must make sense together before anything else is started.
  const configuration = readConfiguration({ ...process.env, ...parts });
  await migrateDatabase(configuration.databaseOwnerUrl);
  say('building programs, styles and scripts…');
  await buildAll(true);
  const logins = postgres === undefined ? [] : await seedDatabase(configuration);
  const sisters = sisterClients(configuration.secret, sisterPorts);
  await seedSisters(configuration, sisters);
  const supervisor = createSupervisor({
    say,
    onHopeless: (name) => void end(1, `could not start: ${name} refuses its configuration (see above)`),
  });
  undo.push(() => supervisor.stop());
  await startPrograms(supervisor, parts, { 'mail-catcher': catcher?.args, 'development-idp': identities.args });
  startSisters(supervisor, configuration, sisters);
  rememberRunning(stateDir, { pid: process.pid, url: configuration.publicUrl, environment: parts });
  undo.push(() => forgetRunning(stateDir));
  await answering(`http://127.0.0.1:${port}/`);
  const services = sisters.map(({ client }) => client);
  announce(configuration.publicUrl, { mails: catcher?.url, identities: identities.url, services }, logins);
}

function makeStateDir(stateDir: string): void {
  try {
    mkdirSync(stateDir, { recursive: true });
  } catch (error) {
    throw new CannotStart(
      `${stateDir} cannot be made (${String(error)}): set POLIS_STATE_DIR to a folder you can write`,
    );
  }
}

/** A name in the abstract socket space is a lock that its holder's death releases. */
async function beTheOnlyOne(stateDir: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const lock = createServer();
    const where = findRunning(stateDir)?.url ?? 'it is still starting';
    lock.on('error', () => reject(new CannotStart(`Polis is already running here: ${where}`)));
    lock.listen(`\0polis-start:${stateDir}`, resolve);
    lock.unref();
  });
}

async function portFrom(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if (!(await isFree(port))) continue;
    if (port !== wanted) say(`port ${wanted} is taken: using ${port}`);
    return port;
  }
  throw new CannotStart(`no free port from ${wanted} to ${wanted + 99}: set PORT`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function bringDatabase(stateDir: string, parts: Record<string, string>): Promise<Postgres | undefined> {
  if (process.env['DATABASE_URL']) {
    say('using the database of DATABASE_URL');
    return undefined;
  }
  say('starting PostgreSQL…');
  const postgres = await startPostgres(postgresPlace(stateDir)).catch((error: unknown) => {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  });
  undo.push(() => postgres.stop());
  if (postgres.adopted) say('PostgreSQL was still running from before');
  parts['DATABASE_URL'] = postgres.appUrl;
  parts['DATABASE_OWNER_URL'] = postgres.ownerUrl;
  return postgres;
}

async function planCatcher(stateDir: string, parts: Record<string, string>) {
  const [smtpPort, webPort] = [await freePort(), await portFrom(8025)];
  parts['SMTP_URL'] = `smtp://127.0.0.1:${smtpPort}`;
  return {
    args: [join(stateDir, 'mails'), String(smtpPort), String(webPort)],
    url: `http://127.0.0.1:${webPort}`,
  };
}

/** Ports for the four services that are entered with the portal's credentials; the portal may call them there. */
async function planSisters(parts: Record<string, string>): Promise<number[]> {
  const ports: number[] = [];
  for (let wanted = 8111; ports.length < 4; wanted = (ports.at(-1) ?? 0) + 1) ports.push(await portFrom(wanted));
  parts['SSO_INTERNAL_HOSTS'] ??= ports.map((port) => `127.0.0.1:${port}`).join(',');
  return ports;
}

async function seedSisters({ databaseUrl }: Configuration, sisters: readonly SisterClient[]): Promise<void> {
  const database = connect(databaseUrl, { name: 'polis seed' });
  try {
    for (const { client, secret } of sisters) await seedClient(database, client, secret, systemClock());
  } finally {
    await database.close();
  }
}

/** One program plays all four; it knows their secrets and nothing else of this installation. */
function startSisters(supervisor: Supervisor, { publicUrl }: Configuration, sisters: readonly SisterClient[]): void {
  if (sisters.length === 0) return;
  const told = sisters.map(({ client: { id, name, homeUrl, scopes }, secret, port }) => {
    return { id, name, secret, port, home: homeUrl, scope: ['openid', ...scopes].join(' ') };
  });
  const { PATH = '', HOME = '' } = process.env;
  say('starting the reference-client…');
  supervisor.keep({
    name: 'reference-client',
    script: join(distFolder, 'reference-client.js'),
    args: [`${publicUrl}/oidc`],
    environment: { PATH, HOME, REFERENCE_CLIENTS: JSON.stringify(told) },
  });
}

/** Its metadata must lie where the portal looks before the portal starts. */
async function planIdentities(stateDir: string, parts: Record<string, string>) {
  const port = await portFrom(8090);
  // By the name the portal has: browsers take names and numbers for two sites, and keep cookies from posts between them.
  const url = `http://${new URL(parts['PUBLIC_URL'] ?? '').hostname}:${port}`;
  const settings = await introduceProvider(stateDir, url, systemClock());
  if (!process.env['CIE_OIDC_PROVIDER']) Object.assign(parts, settings);
  return { args: [stateDir, String(port), parts['PUBLIC_URL'] ?? ''], url };
}

async function migrateDatabase(ownerUrl: string | null): Promise<void> {
  if (ownerUrl === null) {
    say('DATABASE_OWNER_URL is not set: the tables are taken as they are');
    return;
  }
  say('bringing the tables up to date…');
  await migrate(ownerUrl, { onStep: (name) => say(`  ${name}`) });
}

async function seedDatabase({ databaseUrl, secret }: Configuration): Promise<readonly Login[]> {
  say('preparing the test registry and the test cast…');
  const database = connect(databaseUrl, { name: 'polis seed', statementTimeout: 120_000 });
  try {
    const deps = { database, hasher: createHasher(), secret, now: systemClock, say };
    return [...(await seed(deps)), ...(await seedCompetition(deps))];
  } finally {
    await database.close();
  }
}

async function startPrograms(
  supervisor: Supervisor,
  parts: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, readonly string[] | undefined>>,
): Promise<void> {
  // The programs never learn how to become the owner of the tables.
  const environment = { ...process.env, ...parts, DATABASE_OWNER_URL: undefined };
  const keep = (name: string, args: readonly string[] = []) => {
    const script = join(distFolder, `${name}.js`);
    if (!existsSync(script)) throw new CannotStart(`${script} was not built`);
    say(`starting the ${name}…`);
    supervisor.keep({ name, script, args, environment });
  };
  for (const [name, args] of Object.entries(beside)) if (args !== undefined) keep(name, args);
  keep('worker');
  keep('server');
}

async function answering(url: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => undefined);
    if (answer !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new CannotStart('the server does not answer');
}

interface Beside {
  readonly mails: string | undefined;
  readonly identities: string;
  readonly services: readonly { readonly name: string; readonly homeUrl: string }[];
}

function announce(url: string, { mails, identities, services }: Beside, logins: readonly Login[]): void {
  say('');
  say(`the portal is at   ${url}`);
  if (mails !== undefined) say(`its mails are at   ${mails}`);
  say(`SPID and CIE are played by   ${identities}   (${MARK})`);
  for (const { name, homeUrl } of services) say(`test service: ${name} – ${homeUrl}`);
  for (const login of logins) say(`login: ${login.who} – ${login.how}`);
  say('Ctrl-C stops everything; what was stored stays.');
}
