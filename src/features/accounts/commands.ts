import { parseArgs } from 'node:util';
import { birthDateOf, checkFiscalCode } from '../../kernel/fiscal-code.ts';
import { type Disagreement, fiscalCodeAgrees } from '../../kernel/fiscal-code-person.ts';
import { readMailAddress } from '../../kernel/mail-address.ts';
import { romeDate } from '../../kernel/rome-time.ts';
import type { CommandDeps } from '../../platform/command.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import { readableSecret } from '../../platform/hashing-tokens.ts';
import type { Membership, Role } from '../../platform/http/index.ts';
import { sendMail } from '../notifications/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Account, Person } from './account.ts';
import { accountByFiscalCode } from './account-store.ts';
import { staffLetter, welcomeLetter } from './mails.ts';
import { addMembership, listStaff, removeMembership } from './membership-store.ts';
import { createVerifiedAccount } from './verified-account-store.ts';

interface StaffCommandDeps extends CommandDeps {
  readonly hasher: Hasher;
  readonly registry: Registry;
  /** A directorate of the ministry that some procedure is addressed to, by its code. */
  readonly directorate: (code: string) => Promise<{ readonly name: string } | undefined>;
  /** Name of the administration, for administrators and editors. */
  readonly administration: string;
  readonly linkHours: number;
  /** The feature above knows. */
  readonly hasSecondFactor: (db: Db, accountId: string) => Promise<boolean>;
}

const USAGE = `Uso:
  bin/polis staff add --fiscal-code CF --surname COGNOME --name NOME --email INDIRIZZO \\
                      --role clerk|officer|administrator|editor --body CODICE
      dà un incarico; chi non ha un’utenza la riceve, con una password temporanea per e-mail.
      CODICE: per clerk il codice della scuola; per officer quello dell’ufficio provinciale o regionale, dell’istituto,
      o della direzione a cui va una procedura; per administrator ed editor uno a scelta
  bin/polis staff remove --fiscal-code CF --role RUOLO --body CODICE
      toglie l’incarico, da subito
  bin/polis staff list
      elenca gli incarichi`;

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  clerk: 'operatore dello sportello',
  officer: 'funzionario dell’ufficio',
  administrator: 'amministratore',
  editor: 'redattore delle procedure',
};

const OPTIONS = {
  'fiscal-code': { type: 'string' },
  surname: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  body: { type: 'string' },
} as const;

type Values = Partial<Record<keyof typeof OPTIONS, string>>;

/** `bin/polis staff …`. Answers the exit code: 0 done, 1 refused, 2 used wrongly. */
export async function staffCommands(argv: readonly string[], deps: StaffCommandDeps): Promise<0 | 1 | 2> {
  const [verb, ...rest] = argv;
  const values = readOptions(rest);
  const verbs: Readonly<Record<string, (values: Values, deps: StaffCommandDeps) => Promise<0 | 1 | 2>>> = {
    add,
    remove,
    list,
  };
  const command = verb === undefined ? undefined : verbs[verb];
  if (command !== undefined && values !== undefined) return command(values, deps);
  deps.err(USAGE);
  return 2;
}

function readOptions(args: readonly string[]): Values | undefined {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    return undefined;
  }
}

async function add(values: Values, deps: StaffCommandDeps): Promise<0 | 1 | 2> {
  const membership = await membershipOf(values, deps);
  const person = await personOf(values, deps);
  if (typeof membership === 'string' || typeof person === 'string') {
    for (const fault of [membership, person]) if (typeof fault === 'string') deps.err(fault);
    return 1;
  }
  const account = (await accountByFiscalCode(deps.database, person.fiscalCode)) ?? (await invite(person, deps));
  const added = await deps.database.transaction(async (tx) => {
    const isNew = await addMembership(tx, account.id, membership, deps.now());
    const letter = staffLetter(account.name, ROLE_NAMES[membership.role], membership.bodyName);
    const key = `staff:${account.id}:${membership.role}:${membership.body}:${deps.now().getTime()}`;
    if (isNew) await sendMail(tx, { to: account.email, key, ...letter });
    return isNew;
  });
  const what = `${ROLE_NAMES[membership.role]} presso ${membership.bodyName} (${membership.body})`;
  deps.out(
    added
      ? `${account.username}: ${what}. Invito mandato a ${account.email}.`
      : `${account.username} lo è già: ${what}.`,
  );
  return 0;
}

/** A new account with a temporary password, sent by mail. */
async function invite(person: Person, deps: StaffCommandDeps): Promise<Account> {
  const password = readableSecret(4);
  const now = deps.now();
  const temporaryUntil = new Date(now.getTime() + deps.linkHours * 3_600_000);
  const account = await createVerifiedAccount(deps, person, { password, temporaryUntil }, now);
  if (account === undefined)
    throw new Error(`${person.fiscalCode} got an account in the meantime: run the command again`);
  const letter = welcomeLetter(account.name, account.username, password, temporaryUntil);
  await sendMail(deps.database, { to: account.email, key: `welcome:${account.id}`, ...letter });
  return account;
}

async function remove(values: Values, deps: StaffCommandDeps): Promise<0 | 1 | 2> {
  const account = await accountByFiscalCode(deps.database, values['fiscal-code']?.toUpperCase() ?? '');
  const { role, body } = values;
  const removed =
    account !== undefined && isRole(role) && body !== undefined
      ? await deps.database.transaction((tx) => removeMembership(tx, account.id, role, body))
      : false;
  deps.out(
    removed ? `${account?.username}: incarico tolto.` : 'Nessun incarico così. Guarda con: bin/polis staff list',
  );
  return removed ? 0 : 1;
}

async function list(_values: Values, deps: StaffCommandDeps): Promise<0 | 1 | 2> {
  const rows = await listStaff(deps.database);
  for (const { accountId, role, body, bodyName, fiscalCode, username, person } of rows) {
    const proof = (await deps.hasSecondFactor(deps.database, accountId)) ? 'codice attivo' : 'codice da attivare';
    deps.out([role, body, bodyName, person, fiscalCode, username, proof].join('  '));
  }
  if (rows.length === 0) deps.out('Nessun incarico.');
  return 0;
}

function isRole(role: string | undefined): role is Role {
  return role !== undefined && Object.hasOwn(ROLE_NAMES, role);
}

/** The role at a body the registry knows; or what is wrong. */
async function membershipOf({ role, body }: Values, deps: StaffCommandDeps): Promise<Membership | string> {
  if (!isRole(role)) return '--role deve essere clerk, officer, administrator o editor.';
  if (body === undefined || body === '') return '--body manca: il codice della scuola o dell’ufficio.';
  if (role === 'administrator' || role === 'editor') return { role, body, bodyName: deps.administration };
  const found =
    (await schoolFor(role, body, deps)) ?? (await deps.registry.office(body)) ?? (await deps.directorate(body));
  if (found === undefined) return `--body ${body}: nel registro non c’è una scuola o un ufficio con questo codice.`;
  return { role, body, bodyName: found.name ?? body };
}

/** A clerk identifies people at any site of a school; an officer works for the institute, which keeps the register. */
async function schoolFor(role: Role, body: string, { registry }: StaffCommandDeps) {
  return role === 'clerk' ? registry.findSchool(body) : registry.institute(body);
}

/** Who it is, as the fiscal code tells; or what is wrong. */
async function personOf(values: Values, deps: StaffCommandDeps): Promise<Person | string> {
  const { surname = '', name = '', email = '' } = values;
  const checked = checkFiscalCode(values['fiscal-code'] ?? '');
  if (!checked.ok) return checked.faults.map(({ message }) => message).join(' ');
  const { code } = checked;
  const birthDate = birthDateOf(code, romeDate(deps.now()), 18);
  if (birthDate === undefined) return 'Il codice fiscale non dà una data di nascita possibile.';
  const mailbox = readMailAddress(email);
  if (!mailbox.ok) return mailbox.message;
  const faults = fiscalCodeAgrees(code, { surname, name, birthDate, sex: code.sex, placeCode: code.placeCode });
  const [fault] = faults.filter(({ field }: Disagreement) => field === 'surname' || field === 'name');
  if (fault !== undefined) return fault.message;
  const place = await deps.registry.birthPlace(code.placeCode);
  return {
    fiscalCode: code.value,
    surname,
    name,
    birthDate,
    sex: code.sex,
    birthPlaceCode: code.placeCode,
    birthPlace: place?.name ?? code.placeCode,
    email: mailbox.email,
  };
}
