/** `bin/polis COMMAND …`: what an administrator does without a browser. */
import { userInfo } from 'node:os';
import { TOTP } from 'otpauth';
import { staffCommands } from '../features/accounts/index.ts';
import { admissionsCommand } from '../features/admissions/index.ts';
import { peopleInside } from '../features/applications/index.ts';
import { cieCommand } from '../features/cie/index.ts';
import { spidCommands } from '../features/digital-identity/index.ts';
import { FILED_EDITION, filingCommands } from '../features/filings/index.ts';
import { authoringCommands, directorate, procedureCommands } from '../features/procedures/index.ts';
import { createRegistry, registryCommands } from '../features/registry/index.ts';
import { hasSecondFactor, resetSecondFactorCommand } from '../features/second-factors/index.ts';
import { ssoCommands } from '../features/sso/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { CommandDeps } from '../platform/command.ts';
import { type Configuration, ConfigurationError, readConfiguration } from '../platform/config/index.ts';
import { connect } from '../platform/db/database.ts';
import { DatabaseGone } from '../platform/db/gone.ts';
import { createHasher } from '../platform/hashing.ts';
import { createLog } from '../platform/log.ts';
import { mailCommands } from '../platform/mail/index.ts';
import { migrate } from '../platform/migrations.ts';
import { assignmentCommands } from './assignment.ts';
import { limitsOf } from './limits.ts';
import { rehearsalCommand } from './rehearsal.ts';

const USAGE = `Uso: bin/polis COMANDO …

  server                         serve le pagine
  worker                         prepara ricevute, invia la posta, fa i lavori ricorrenti
  migrate                        porta le tabelle alla versione del programma
  registry import [FILE…]        importa l’anagrafe di scuole, comuni e uffici
  registry districts FILE        sostituisce i distretti scolastici di una provincia
  procedures check CARTELLA…     controlla una procedura mentre la si scrive
  procedures examples CARTELLA…  fa gli esempi di una procedura e dice quali non tornano
  procedures diff CARTELLA [CARTELLA]
                                 che cosa cambia fra due versioni, a parole
  procedures rehearse CARTELLA   la fa provare a persone inventate, e dice che cosa non torna
  procedures schema …            lo schema JSON dei file di una procedura
  procedures publish CARTELLA…   pubblica una versione delle procedure
  procedures criteria …          pubblica i criteri che le scuole hanno deciso
  procedures window …            sposta la finestra di una procedura, con il motivo
  staff add|remove|list …        chi lavora agli sportelli e negli uffici
  staff reset-second-factor …    azzera codice e passkey di chi li ha persi, con il motivo
  mail bounce [INDIRIZZO]        legge una mail tornata indietro, dal server di posta
  sso keys list|rotate           le chiavi con cui il portale firma per gli altri servizi
  spid certificate|providers|log …  chiave, gestori e registro di SPID e CIE
  cie keys|next-key|use-key …    chiavi di CIE con OpenID Connect
  admissions PROCEDURA --seed …  prova chi entra in quale scuola, e perché, senza scrivere niente
  receipt verify PROTOCOLLO      ricalcola l’impronta di una domanda inoltrata
  check                          controlla le promesse del registro
  assignment run|verify|explain|replay|diff|convert|generate …
                                 assegnazioni: file in ingresso, file in uscita
  otp CHIAVE                     il codice del secondo fattore, per i personaggi di prova`;

type Words = readonly string[];
type Run = (words: Words, deps: CommandDeps, configuration: Configuration) => Promise<number>;

const out = (line: string) => void process.stdout.write(`${line}\n`);
const err = (line: string) => void process.stderr.write(`${line}\n`);

// Whoever reads our words may have enough of them (a pipe into head): that is no failure.
process.stdout.on('error', () => process.exit(0));

/** Commands that work on the database, by name. */
const COMMANDS: Readonly<Record<string, Run>> = {
  registry: ([verb = '', ...words], deps, { dataDir }) => {
    if (verb !== 'import' && verb !== 'districts') return wrongUse();
    return registryCommands[verb](words, { ...deps, dataDir: dataDir ?? undefined });
  },
  procedures: ([verb = '', ...words], deps) =>
    procedureCommands[verb]?.(words, { ...deps, inside: (db, id) => peopleInside(db, id, FILED_EDITION) }) ??
    wrongUse(),
  staff: async ([verb = '', ...words], deps, { administrationName: administration, linkHours }) => {
    if (verb === 'reset-second-factor') return resetSecondFactorCommand(words, deps);
    return staffCommands([verb, ...words], {
      ...deps,
      hasher: createHasher(),
      registry: createRegistry(deps.database),
      directorate: (code) => directorate(deps.database, code),
      administration,
      linkHours,
      hasSecondFactor,
    });
  },
  mail: (words, deps, { secret }) => mailCommands(words, { ...deps, secret, input: process.stdin }),
  sso: (words, deps, configuration) =>
    ssoCommands(words, {
      ...deps,
      secret: configuration.secret,
      sessionMs: limitsOf(configuration).absoluteMs,
    }),
  spid: (words, deps, { digitalIdentity: settings, publicUrl, administrationName: administration, logLevel: level }) =>
    spidCommands(words, {
      ...deps,
      settings,
      publicUrl,
      administration,
      log: createLog({ program: 'command', level }),
    }),
  cie: (words, deps, { secret }) => cieCommand(words, { ...deps, secret }),
  receipt: filingCommands.receipt,
  admissions: admissionsCommand,
  check: filingCommands.check,
};

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  err(`polis: ${failure(error)}`);
  return 1;
});

/** What is wrong outside is told in a line; what is wrong with us, with the place in the program. */
function failure(error: unknown): string {
  if (error instanceof DatabaseGone) return [error.message, reasonOf(error.cause)].filter(Boolean).join(': ');
  if (error instanceof ConfigurationError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An attempt at several addresses fails with as many errors and no words of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : '';
}

async function run([name = '', ...words]: Words): Promise<number> {
  if (name === 'server') return program(() => import('./server.ts'));
  if (name === 'worker') return program(() => import('./worker.ts'));
  if (name === 'otp' && words[0]) return showCode(words[0]);
  if (name === 'assignment') return filesAlone(assignmentCommands, words);
  if (name === 'procedures' && words[0] === 'rehearse') return rehearsalCommand(words.slice(1), { out, err });
  if (name === 'procedures' && isForFiles(words)) return filesAlone(authoringCommands, words);
  if (name === 'migrate') return migrateTables(readConfiguration());
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return wrongUse();
  const configuration = readConfiguration();
  const database = connect(configuration.databaseUrl, { name: 'polis command', statementTimeout: 0 });
  try {
    return await command(words, { database, now: systemClock, by: operator(), out, err }, configuration);
  } finally {
    await database.close();
  }
}

/** A folder alone is compared with the release in force, which the database knows. */
function isForFiles([verb = '', ...folders]: Words): boolean {
  return Object.hasOwn(authoringCommands, verb) && !(verb === 'diff' && folders.length === 1);
}

/** A program runs until it is stopped; it ends the process itself. */
async function program(start: () => Promise<unknown>): Promise<number> {
  await start();
  return 0;
}

async function migrateTables({ databaseOwnerUrl }: Configuration): Promise<number> {
  if (databaseOwnerUrl === null) {
    err('polis: DATABASE_OWNER_URL must be set: only the owner of the tables can change them');
    return 1;
  }
  await migrate(databaseOwnerUrl, { onStep: out });
  out('le tabelle sono aggiornate');
  return 0;
}

type FileCommands = Readonly<
  Record<string, (words: Words, screen: Pick<CommandDeps, 'out' | 'err'>) => Promise<number>>
>;

/** Commands that need files and nothing else: no database, no configuration. */
async function filesAlone(commands: FileCommands, [verb = '', ...words]: Words): Promise<number> {
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  return command === undefined ? wrongUse() : command(words, { out, err });
}

function showCode(key: string): number {
  out(new TOTP({ secret: key }).generate());
  return 0;
}

async function wrongUse(): Promise<number> {
  err(USAGE);
  return 2;
}

/** Who is at the keyboard, for the record. */
function operator(): string {
  return process.env['SUDO_USER'] ?? userInfo().username;
}
