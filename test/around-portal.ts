import { uuidv7 } from 'uuidv7';
import { type Definition, readDefinition } from '../src/engines/procedure/index.ts';
import { canonicalJson } from '../src/kernel/canonical-json.ts';
import { sha256Hex } from '../src/platform/digest.ts';
import { type ApplicantOnPortal, CODE, type FilingPortal } from './filing-portal.ts';
import { answers, definition as base } from './filings.ts';

/** The small procedure of the filing tests under another name, with what is changed for the story. */
export async function publish(portal: FilingPortal, changes: Record<string, unknown> & { id: string }) {
  // As written in a file: what a definition has become is not what it is read from.
  const source = { ...(JSON.parse(JSON.stringify(base)) as object), title: `Domanda ${changes.id}`, ...changes };
  const read = readDefinition(source);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const content = { definition: read.definition, scoring: null, texts: [] };
  const digest = sha256Hex(canonicalJson(content));
  await portal.fresh.owner.query(
    `insert into releases (digest, procedure_id, title, content, published_at, published_by)
     values ($1, $2, $3, $4, now(), 'prova') on conflict do nothing`,
    [digest, changes.id, read.definition.title, JSON.stringify(content)],
  );
  return { definition: read.definition, digest };
}

/** A complete draft of another procedure, for somebody who is there. */
export async function begun(
  portal: FilingPortal,
  who: ApplicantOnPortal,
  { definition, digest }: { definition: Definition; digest: string },
  changes: object = {},
  ordinal = 1,
) {
  const application = uuidv7();
  await portal.fresh.owner.query('insert into applications values ($1, $2, $3, $4, $5)', [
    ...[application, who.accountId, definition.id, portal.now, ordinal],
  ]);
  await portal.fresh.owner.query(
    `insert into drafts (application_id, release_digest, version, answers, updated_at) values ($1, $2, 3, $3, $4)`,
    [application, digest, JSON.stringify({ ...answers, ...changes }), portal.now],
  );
  const path = `/istanze/${application}/inoltro`;
  return {
    application,
    confirm: () => who.visitor.post(path, { filing: uuidv7(), version: '3', code: CODE }),
    withdraw: (filing: string) => who.visitor.post(`/istanze/${application}/ritiro`, { filing, code: CODE }),
  };
}
