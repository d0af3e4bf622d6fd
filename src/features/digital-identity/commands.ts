import { parseArgs } from 'node:util';
import type { Profile } from '../../engines/spid/index.ts';
import type { Command, CommandDeps } from '../../platform/command.ts';
import type { DigitalIdentitySettings } from '../../platform/config/index.ts';
import type { Logger } from '../../platform/log.ts';
import { makeSpidCertificate, writeSigningKey } from '../../platform/saml/index.ts';
import { searchLog } from './entry-log-store.ts';
import { entityIdOf } from './federation.ts';
import { loadAllProviders } from './jobs.ts';

export interface SpidCommandDeps extends CommandDeps {
  readonly settings: DigitalIdentitySettings;
  readonly publicUrl: string;
  readonly administration: string;
  readonly log: Logger;
}

const USAGE = `Uso: bin/polis spid certificate --key FILE --certificate FILE [--years N]
     bin/polis spid providers
     bin/polis spid log [--request ID] [--assertion ID] [--spid-code CODICE] [--since DATA] [--limit N] [--full]`;

/** `bin/polis spid …`: the key, the providers, the log of 24 months. */
export const spidCommands: Command<SpidCommandDeps> = async ([verb = '', ...words], deps) => {
  const run = { certificate: makeCertificate, providers: load, log: showLog }[verb];
  try {
    if (run !== undefined) return await run(words, deps);
  } catch (error) {
    deps.err(`polis: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  deps.err(USAGE);
  return 2;
};

async function makeCertificate(words: readonly string[], deps: SpidCommandDeps): Promise<0 | 1 | 2> {
  const options = { key: { type: 'string' }, certificate: { type: 'string' }, years: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...words], options });
  const { key, certificate, years = '3' } = values;
  if (key === undefined || certificate === undefined || !/^[1-9]$/.test(years)) {
    deps.err(USAGE);
    return 2;
  }
  const { settings, publicUrl, administration, now, out } = deps;
  const subject = {
    displayName: settings.serviceName,
    organizationName: administration,
    entityId: entityIdOf('spid', settings, publicUrl),
    ipaCode: settings.ipaCode,
    locality: settings.seat.name,
  };
  writeSigningKey({ key, certificate }, await makeSpidCertificate(subject, { from: now(), years: Number(years) }));
  out(`chiave in ${key}, certificato in ${certificate}: indicali in SPID_KEY_FILE e SPID_CERTIFICATE_FILE`);
  return 0;
}

async function load(_words: readonly string[], deps: SpidCommandDeps): Promise<0 | 1> {
  const outcome = await loadAllProviders(deps);
  for (const profile of ['spid', 'cie'] satisfies Profile[]) {
    const { loaded, refused } = outcome[profile];
    for (const entityId of loaded) deps.out(`${profile}: ${entityId}`);
    for (const { file, reason } of refused) deps.err(`${profile}: ${file} rifiutato: ${reason}`);
  }
  return outcome.spid.refused.length + outcome.cie.refused.length === 0 ? 0 : 1;
}

async function showLog(words: readonly string[], deps: SpidCommandDeps): Promise<0> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: { request: text, assertion: text, 'spid-code': text, since: text, limit: text, full: { type: 'boolean' } },
  });
  const lines = await searchLog(deps.database, {
    requestId: values.request,
    assertionId: values.assertion,
    spidCode: values['spid-code'],
    since: values.since,
    limit: Math.min(10_000, Number(values.limit ?? 50) || 50),
  });
  // One JSON object per line; the messages themselves only when asked for: they hold personal data.
  for (const { message, ...line } of lines) deps.out(JSON.stringify(values.full ? { ...line, message } : line));
  return 0;
}
