import { parseArgs } from 'node:util';
import type { CommandDeps } from '../../platform/command.ts';
import { accountByFiscalCode } from '../accounts/index.ts';
import { resetSecondFactor } from './reset-store.ts';

const USAGE = `Uso:
  bin/polis staff reset-second-factor --fiscal-code CF --reason MOTIVO
      toglie codice di sicurezza e passkey a chi li ha persi; lo si registra, e la persona riceve un avviso.
      Lo fa un amministratore per un altro, dopo averlo riconosciuto di persona o al telefono del suo ufficio`;

const OPTIONS = { 'fiscal-code': { type: 'string' }, reason: { type: 'string' } } as const;

/** `bin/polis staff reset-second-factor …`. Answers the exit code: 0 done, 1 refused, 2 used wrongly. */
export async function resetSecondFactorCommand(argv: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  const { 'fiscal-code': fiscalCode, reason = '' } = readOptions(argv) ?? {};
  if (fiscalCode === undefined || reason.trim() === '') {
    deps.err(USAGE);
    return 2;
  }
  const account = await accountByFiscalCode(deps.database, fiscalCode.toUpperCase());
  if (account === undefined) {
    deps.out('Nessuna utenza con questo codice fiscale.');
    return 1;
  }
  const by = { operator: deps.by, reason: reason.trim().slice(0, 500) };
  await deps.database.transaction((tx) => resetSecondFactor(tx, account.id, by, deps.now()));
  deps.out(`${account.username}: verifica in due passaggi azzerata. La attiva di nuovo al prossimo accesso.`);
  return 0;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    return undefined;
  }
}
