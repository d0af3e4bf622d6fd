import type { z } from 'zod';
import { type CieFederation, cieFederation, cieFederationFaults } from './cie-federation.ts';
import { type DigitalIdentitySettings, digitalIdentitySettings } from './digital-identity.ts';
import { defaultDataDir, defaultStateDir, keptSecret } from './places.ts';
import { findRunning } from './running.ts';
import { namesOfOthers, schema } from './schema.ts';

/** How one installation is set up: read once from the environment when a program starts, and never again. */
export interface Configuration {
  readonly environment: 'development' | 'production';
  /** Key of tokens and notices, at least 32 bytes. */
  readonly secret: string;
  /** Official open data to import, if there is any. */
  readonly dataDir: string | null;
  readonly stateDir: string;
  /** Role polis_app. */
  readonly databaseUrl: string;
  /** Role polis_owner; only who migrates needs it. */
  readonly databaseOwnerUrl: string | null;
  readonly databaseConnections: number;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** The box where mails come back, each with an extension that names it. */
  readonly bounceAddress: string | null;
  readonly host: string;
  readonly port: number;
  /** The address people use, without a slash at its end. */
  readonly publicUrl: string;
  readonly administrationName: string;
  /** Hosts of the internal network that services of the one sign-on may be told at. */
  readonly ssoInternalHosts: readonly string[];
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  /** Validity of mailed links. */
  readonly linkHours: number;
  /** How long passwords last, counted for old ones from when it was switched on; null where they do not grow old. */
  readonly passwordExpiry: { readonly days: number; readonly since: Date | undefined } | null;
  readonly logLevel: string;
  readonly digitalIdentity: DigitalIdentitySettings;
  /** CIE by OpenID Connect; null where it is not set up. */
  readonly cieFederation: CieFederation | null;
}

/** Its message is one line that names the variables and says what they must be; it never shows a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

type Environment = Readonly<Record<string, string | undefined>>;
type Values = z.output<typeof schema>;

/**
 * Reads the environment. In development the parts that `bin/start` brought up in this checkout stand in for what is
 * not set. Throws {@link ConfigurationError} when anything is unknown, malformed or missing.
 */
export function readConfiguration(environment: Environment = process.env): Configuration {
  const values = parse(environment);
  const stateDir = values.POLIS_STATE_DIR ?? defaultStateDir();
  if (values.POLIS_ENV === 'production') return configuration(values, stateDir, demandProduction(values));
  const running = findRunning(stateDir)?.environment ?? {};
  return configuration(values, stateDir, {
    secret: values.POLIS_SECRET ?? keptSecret(stateDir),
    databaseUrl: demand('DATABASE_URL', values.DATABASE_URL ?? running['DATABASE_URL']),
    databaseOwnerUrl:
      values.DATABASE_OWNER_URL ?? (values.DATABASE_URL ? null : (running['DATABASE_OWNER_URL'] ?? null)),
    smtpUrl: demand('SMTP_URL', values.SMTP_URL ?? running['SMTP_URL']),
    publicUrl: values.PUBLIC_URL ?? running['PUBLIC_URL'] ?? `http://${values.HOST}:${values.PORT}`,
  });
}

function parse(environment: Environment): Values {
  const unknown = Object.keys(environment)
    .filter((name) => name.startsWith('POLIS_') && !(name in schema.shape) && !namesOfOthers.includes(name))
    .map((name) => `${name} is not a setting of Polis`);
  // A variable that is set to nothing counts as not set, as in every shell script.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  const wrong = result.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? [];
  if (unknown.length + wrong.length > 0 || !result.success) throw refusal([...unknown, ...wrong]);
  const faults = cieFederationFaults(result.data, result.data.POLIS_ENV === 'production');
  if (faults.length > 0) throw refusal(faults);
  return result.data;
}

interface Parts {
  readonly secret: string;
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string | null;
  readonly smtpUrl: string;
  readonly publicUrl: string;
}

function demandProduction(values: Values): Parts {
  const { POLIS_SECRET, DATABASE_URL, SMTP_URL, PUBLIC_URL } = values;
  const missing = Object.entries({ POLIS_SECRET, DATABASE_URL, SMTP_URL, PUBLIC_URL })
    .filter(([, value]) => value === undefined)
    .map(([name]) => `${name} must be set in production`);
  const insecure =
    PUBLIC_URL !== undefined && !PUBLIC_URL.startsWith('https://')
      ? ['PUBLIC_URL must start with https:// in production']
      : [];
  if (POLIS_SECRET === undefined || DATABASE_URL === undefined || SMTP_URL === undefined || PUBLIC_URL === undefined) {
    throw refusal([...missing, ...insecure]);
  }
  if (insecure.length > 0) throw refusal(insecure);
  return {
    secret: POLIS_SECRET,
    databaseUrl: DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    smtpUrl: SMTP_URL,
    publicUrl: PUBLIC_URL,
  };
}

function configuration(values: Values, stateDir: string, parts: Parts): Configuration {
  return {
    ...parts,
    publicUrl: parts.publicUrl.replace(/\/+$/, ''),
    environment: values.POLIS_ENV,
    dataDir: values.POLIS_DATA_DIR ?? defaultDataDir(),
    stateDir,
    databaseConnections: values.DATABASE_CONNECTIONS,
    mailFrom: values.MAIL_FROM,
    bounceAddress: values.BOUNCE_ADDRESS ?? null,
    host: values.HOST,
    port: values.PORT,
    administrationName: values.ADMINISTRATION_NAME,
    ssoInternalHosts: values.SSO_INTERNAL_HOSTS?.split(',') ?? [],
    sessionIdleMinutes: values.SESSION_IDLE_MINUTES,
    sessionHours: values.SESSION_HOURS,
    linkHours: values.LINK_HOURS,
    passwordExpiry:
      values.PASSWORD_DAYS === undefined ? null : { days: values.PASSWORD_DAYS, since: values.PASSWORD_DAYS_FROM },
    logLevel: values.LOG_LEVEL,
    digitalIdentity: digitalIdentitySettings(values, stateDir),
    cieFederation: cieFederation(values),
  };
}

function demand(name: string, value: string | undefined): string {
  if (value === undefined) throw refusal([`${name} is not set and bin/start is not running here`]);
  return value;
}

function refusal(problems: readonly string[]): ConfigurationError {
  return new ConfigurationError(`wrong configuration: ${problems.join('; ')}`);
}
