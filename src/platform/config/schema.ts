import { z } from 'zod';
import { cieFederationVariables } from './cie-federation.ts';
import { digitalIdentityVariables } from './digital-identity.ts';

function url(...protocols: string[]) {
  const said = protocols.map((protocol) => `${protocol}//`).join(' or ');
  return z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), `must be a ${said} address`);
}

function whole(from: number, to: number) {
  const said = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, said)
    .transform(Number)
    .refine((value) => value >= from && value <= to, said);
}

function day() {
  return z.iso.date('must be a day, as in 2026-09-01').transform((text) => new Date(`${text}T00:00:00Z`));
}

const filled = z.string().trim().min(1, 'must not be empty');
const postgres = () => url('postgres:', 'postgresql:');
const mailbox = z.string().regex(/^(?:[^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must be a mail address');

/** Every variable Polis reads, what it may be, and what it is when nothing is said. */
export const schema = z.object({
  POLIS_ENV: z.enum(['development', 'production'], 'must be development or production').default('development'),
  POLIS_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, 'must be at least 32 bytes long')
    .optional(),
  POLIS_DATA_DIR: filled.optional(),
  POLIS_STATE_DIR: filled.optional(),
  DATABASE_URL: postgres().optional(),
  DATABASE_OWNER_URL: postgres().optional(),
  DATABASE_CONNECTIONS: whole(2, 200).default(20),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: mailbox.default('Polis <non-rispondere@polis.example>'),
  BOUNCE_ADDRESS: z
    .string()
    .regex(/^[^\s<>@+]{1,15}@[^\s<>@]+$/, 'must be a plain mail address with at most 15 characters before the @')
    .optional(),
  HOST: filled.default('127.0.0.1'),
  PORT: whole(1, 65_535).default(8080),
  PUBLIC_URL: url('http:', 'https:').optional(),
  ADMINISTRATION_NAME: filled.default("Ministero dell'Istruzione e del Merito"),
  SSO_INTERNAL_HOSTS: z
    .string()
    .regex(/^[\w.:[\]-]+(,[\w.:[\]-]+)*$/, 'must be host names, with a port or without, separated by commas')
    .optional(),
  SESSION_IDLE_MINUTES: whole(1, 1_440).default(30),
  SESSION_HOURS: whole(1, 168).default(12),
  LINK_HOURS: whole(1, 720).default(72),
  PASSWORD_DAYS: whole(30, 3_650).optional(),
  PASSWORD_DAYS_FROM: day().optional(),
  ...digitalIdentityVariables,
  ...cieFederationVariables,
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

/** POLIS_ names that concern the tests alone. */
export const namesOfOthers: readonly string[] = ['POLIS_TEST_SERVER', 'POLIS_FAULT'];
