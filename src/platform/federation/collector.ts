import {
  configurationAddress,
  readStatement,
  type Statement,
  subordinateAddress,
} from '../../engines/openid-federation/index.ts';
import { unverifiedClaims } from '../jose/index.ts';
import type { Outlet } from './outlet.ts';
import { STATEMENT, type Unresolved } from './unresolved.ts';

/** Superiors asked at most for one entity: nobody leads us around the whole world. */
const MOST_SUPERIORS = 6;

interface Collected {
  readonly statements: readonly Statement[];
  /** The first thing that went wrong, told when no chain comes of it. */
  readonly fault: Unresolved | undefined;
}

/** Everything between an entity and the anchor: configurations along the hints, and what each superior says below. */
export async function collectStatements(outlet: Outlet, entity: string, anchor: string): Promise<Collected> {
  const found = new Map<string, Statement>();
  let fault: Unresolved | undefined;
  const read = async (address: string): Promise<Statement | undefined> => {
    const known = found.get(address);
    if (known !== undefined) return known;
    const answer = await readAt(outlet, address);
    if (answer.ok) found.set(address, answer.statement);
    else fault ??= answer;
    return answer.ok ? answer.statement : undefined;
  };
  // The way grows while it is walked: whoever an entity names as its superior is visited too.
  const way = [entity];
  for (const below of way) {
    const configuration = await read(configurationAddress(below));
    const hints = below === anchor ? [] : (configuration?.claims.authority_hints ?? []);
    for (const superior of hints) {
      if (!way.includes(superior) && way.length <= MOST_SUPERIORS) way.push(superior);
      if (!way.includes(superior)) continue;
      const above = await read(configurationAddress(superior));
      const address = above && subordinateAddress(above, below);
      if (address !== undefined) await read(address);
    }
  }
  return { statements: [...found.values()], fault };
}

async function readAt(outlet: Outlet, address: string): Promise<ReturnType<typeof readStatement> | Unresolved> {
  const heard = await outlet(address, { accept: `application/${STATEMENT}` });
  if (!heard.ok) return heard;
  if (heard.status !== 200 || heard.type !== `application/${STATEMENT}`) {
    return { ok: false, reason: 'unreachable', detail: `${address}: ${heard.status} ${heard.type}` };
  }
  const token = heard.text.trim();
  return readStatement(token, unverifiedClaims(token));
}
