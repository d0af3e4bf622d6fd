import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { startApplication } from '../src/features/applications/store.ts';
import { packDigest, publishRelease, readPack, recordWindowAct } from '../src/features/procedures/index.ts';
import type { Database } from '../src/platform/db/database.ts';
import { newToken, tokenDigest } from '../src/platform/hashing-tokens.ts';
import { home } from '../src/platform/home.ts';

/** Somebody who fills in, and how far they have come. */
export interface Applicant {
  readonly application: string;
  readonly account: string;
  readonly token: string;
  readonly item: string;
  base: string;
  saves: number;
}

/** What a service is made of; its name changes with each save. */
export function answers(turn: number): Record<string, string> {
  return {
    school_year: '2023/24',
    'from.day': '11',
    'from.month': '9',
    'from.year': '2023',
    'to.day': '30',
    'to.month': '6',
    'to.year': '2024',
    school_type: 'state',
    school_code: 'TOPS01000A',
    school_name: `Liceo Volta, supplenza numero ${turn}`,
    'teaching_class.query': '',
    teaching_class: 'A-12',
    activity: 'teaching',
    contract: 'temporary',
    weekly_hours: '18',
  };
}

/** Publishes the GPS and opens its window now. */
export async function publish(owner: Database): Promise<void> {
  const reading = readPack(join(home, 'procedures/gps-2026-28'));
  if ('faults' in reading) throw new Error(reading.faults[0]?.message);
  const { pack } = reading;
  const now = new Date();
  await publishRelease(owner, pack, packDigest(pack), 'bench', now);
  await recordWindowAct(owner, uuidv7(), {
    procedureId: pack.definition.id,
    windowId: 'filing',
    opensAt: new Date(now.getTime() - 86_400_000),
    closesAt: new Date(now.getTime() + 86_400_000),
    reason: 'Finestra aperta per la misura.',
    decidedBy: 'bench',
    decidedAt: now,
  });
}

/** Somebody enabled and signed in, with a draft that has one service in it. */
export async function applicant(owner: Database, serial: number): Promise<Applicant> {
  const [account, request, token, item] = [uuidv7(), uuidv7(), newToken(), uuidv7()];
  const now = new Date();
  const name = String(serial).padStart(3, '0');
  await owner.query(
    `insert into accounts (id, fiscal_code, username, surname, name, birth_date, sex, birth_place_code, birth_place, created_at)
     values ($1, $2, $3, 'Prova', 'Anna', '1990-03-15', 'F', 'L219', 'Torino', $4)`,
    [account, `PRVNNA90C55L${name}X`, `anna.prova${serial}`, now],
  );
  await owner.query(
    `insert into credentials (account_id, password_hash, temporary, changed_at) values ($1, 'none', false, $2)`,
    [account, now],
  );
  await owner.query(
    `insert into enablement_requests (id, number, account_id, declaration, made_at) values ($1, $2, $3, '{}', $4)`,
    [request, `bench-${serial}`, account, now],
  );
  await owner.query(
    `insert into enablements (account_id, state, request_id, street, municipality_code, municipality, province, postal_code,
       mobile, phone, changed_at) values ($1, 'active', $2, 'Via Prova 1', 'L219', 'Torino', 'TO', '10100', '333333333', '', $3)`,
    [account, request, now],
  );
  await owner.query(
    `insert into sessions (token_digest, id, account_id, created_at, last_seen_at, authenticated_at, proven, method, level)
     values ($1, $2, $3, $4, $4, $4, false, 'password', 1)`,
    [tokenDigest(token), uuidv7(), account, now],
  );
  const [release] = await owner.query<{ digest: string; procedure_id: string }>(
    'select digest, procedure_id from releases',
  );
  if (release === undefined) throw new Error('no release');
  const begun = { id: uuidv7(), procedureId: release.procedure_id, releaseDigest: release.digest, several: false };
  const application = await startApplication(owner, begun, { accountId: account, actor: account, under: {}, now });
  await owner.query('update drafts set answers = $2 where application_id = $1', [
    application,
    JSON.stringify({
      province: { province: 'TO', already_included: 'none' },
      rankings: [{ id: uuidv7(), teaching_class: 'A-12', tier: 'II', operation: 'insertion', access_title: 'Laurea' }],
      services: [{ id: item }],
    }),
  ]);
  return { application, account, token, item, base: '', saves: 0 };
}
