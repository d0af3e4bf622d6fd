import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Fields that must never reach a log, wherever they stand in what is logged. */
const secrets = [
  'password',
  'newPassword',
  'personalCode',
  'temporaryCode',
  'token',
  'secret',
  'cookie',
  'authorization',
  'fiscalCode',
];

export interface LogOptions {
  /** Which program speaks: server, worker… */
  readonly program: string;
  readonly level: string;
  readonly destination?: DestinationStream;
}

/** PostgreSQL quotes whole rows in these. */
const quoting = ['err.detail', 'err.where', 'err.cause.detail', 'err.cause.where'];

/** One JSON object per line, so that no value can forge a second one; secrets are struck out. */
export function createLog({ program, level, destination }: LogOptions): Logger {
  const paths = [...quoting, ...secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])];
  const options = {
    level,
    base: { program, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
