import { formatRome } from '../../kernel/rome-time.ts';
import type { CommandDeps } from '../../platform/command.ts';
import { keyTimes, rotateKeys } from './key-store.ts';

export interface SsoCommandDeps extends CommandDeps {
  readonly secret: string;
  readonly sessionMs: number;
}

const USAGE = `Uso:
  bin/polis sso keys list
      le chiavi con cui il portale firma, e da quando a quando valgono
  bin/polis sso keys rotate
      prepara la chiave che segue: si vede subito, firma fra un giorno; quella di prima resta finché serve
  bin/polis sso keys rotate --stolen
      la chiave in uso può essere in mano d’altri: la toglie adesso, con tutto quello che ha firmato`;

/** `bin/polis sso …`. Answers the exit code: 0 done, 1 refused, 2 used wrongly. */
export async function ssoCommands(argv: readonly string[], deps: SsoCommandDeps): Promise<0 | 1 | 2> {
  const words = argv.join(' ');
  if (words === 'keys list') return list(deps);
  if (words === 'keys rotate') return rotate(deps, false);
  if (words === 'keys rotate --stolen') return rotate(deps, true);
  deps.err(USAGE);
  return 2;
}

async function list({ database, out }: SsoCommandDeps): Promise<0> {
  const keys = await keyTimes(database);
  for (const { id, useFrom, retireAt } of keys) {
    out(`${id}  firma da ${formatRome(useFrom)}${retireAt ? `, si vede fino a ${formatRome(retireAt)}` : ''}`);
  }
  if (keys.length === 0) out('Nessuna chiave: la prima nasce quando il portale riceve la prima richiesta.');
  return 0;
}

async function rotate({ database, secret, sessionMs, now, out }: SsoCommandDeps, stolen: boolean): Promise<0> {
  const { kid, useFrom } = await rotateKeys({ database, secret, sessionMs, stolen, by: null, now: now() });
  out(`Nuova chiave ${kid}: firma da ${formatRome(useFrom)}.`);
  return 0;
}
