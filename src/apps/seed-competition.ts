import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { isRefusal } from '../features/filings/index.ts';
import {
  type InventedApplication,
  type Pack,
  packDigest,
  packFiles,
  readPackFiles,
  rehearse,
  releaseByDigest,
} from '../features/procedures/index.ts';
import { createRegistry } from '../features/registry/index.ts';
import { formContests } from '../features/trials/index.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { home } from '../platform/home.ts';
import type { Membership } from '../platform/http/index.ts';
import { type CastMember, COMPETITION_CAST, personOf } from './cast.ts';
import { filingDesk, validityAt } from './invented-filing.ts';
import { lookupsFor } from './lookups.ts';
import { account, type Login, loginOf, type SeedDeps } from './seed.ts';

const COMPETITION = 'concorso-docenti-2025';
/** The region of the test registry. */
const REGION = '99';
const INVENTED = 120;

/** Candidates beside Ines: they have no password that anybody knows. */
const OTHERS = ['Aldo Ferri', 'Bianca Longo', 'Cesare Vitale', 'Diana Greco'];

/**
 * A competition one can try the trials with: the regional office of the test registry has two officers and a list of five
 * candidates. The time for filing stays open for everybody else; this list is formed as if it were over.
 */
export async function seedCompetition(deps: SeedDeps): Promise<readonly Login[]> {
  const { database, now } = deps;
  const registry = createRegistry(database);
  const office = await registry.officeOfRegion(REGION);
  // On an installation with the official registry there is nobody to invent.
  if (office === undefined) return [];
  const { ida, livio, ines } = COMPETITION_CAST;
  const membership: Membership = { role: 'officer', body: office.code, bodyName: office.name };
  const officer = await account(deps, ida, membership);
  await account(deps, livio, membership);
  const candidate = await account(deps, ines);
  const [filed] = await database.query('select 1 from filings where account_id = $1 limit 1', [candidate.id]);
  if (filed === undefined) {
    const pack = packOf(COMPETITION);
    await fileFor(deps, pack, [{ id: candidate.id, person: personOf(ines) }, ...(await others(deps))]);
    const release = await releaseByDigest(database, packDigest(pack));
    if (release === undefined) throw new Error(`${COMPETITION} is not published`);
    await formContests(database, lookupsFor(database, registry), release, {
      ...{ officeCode: office.code, officeName: office.name, accountId: officer.id, now: now() },
    });
  }
  return [
    { who: 'Ida, ufficio regionale: prove dei concorsi', how: loginOf(ida) },
    { who: 'Livio, ufficio regionale: decide con Ida', how: loginOf(livio) },
    { who: 'Ines, candidata di un concorso', how: loginOf(ines) },
  ];
}

interface Candidate {
  readonly id: string;
  readonly person: ReturnType<typeof personOf>;
}

async function others(deps: SeedDeps): Promise<readonly Candidate[]> {
  const made: Candidate[] = [];
  for (const [at, whole] of OTHERS.entries()) {
    const [name = '', surname = ''] = whole.split(' ');
    const member: CastMember = {
      ...{ name, surname, birthDate: `198${at}-06-1${at}` as CivilDate, sex: at % 2 === 0 ? 'M' : 'F' },
      ...{ birthPlaceCode: 'X001', birthPlace: 'Borgo Valdoro', password: uuidv7() },
      ...{ email: `${name}.${surname}@posta.example`.toLowerCase(), username: `${name}.${surname}`.toLowerCase() },
    };
    made.push({ id: (await account(deps, member)).id, person: personOf(member) });
  }
  return made;
}

function packOf(name: string): Pack {
  const reading = readPackFiles(packFiles(join(home, 'procedures', name)));
  if ('faults' in reading) throw new Error(`procedures/${name}: ${reading.faults[0]?.message}`);
  return reading.pack;
}

/** Files invented applications of which as many as can be are for the same competition. */
async function fileFor({ database, now }: SeedDeps, pack: Pack, candidates: readonly Candidate[]): Promise<void> {
  const at = now();
  const { registrar, decide } = filingDesk(database, pack, at);
  const waiting = [...candidates];
  for (const invented of alike(pack, rehearse(pack, INVENTED, 1).complete)) {
    const [candidate] = waiting;
    if (candidate === undefined) return;
    const applicationId = uuidv7();
    const decision = await decide({ ...invented, accountId: candidate.id, applicationId, as: candidate.person });
    if (isRefusal(decision)) continue;
    waiting.shift();
    await database.query(
      `with application as (
         insert into applications (id, account_id, procedure_id, created_at) values ($1, $2, $3, $4))
       insert into drafts (application_id, release_digest, version, answers, updated_at) values ($1, $5, 1, $6, $4)`,
      [applicationId, candidate.id, pack.definition.id, at, packDigest(pack), JSON.stringify(invented.answers)],
    );
    await registrar.register({ ...decision, validity: validityAt(at), grounds: undefined });
  }
  throw new Error(`only ${candidates.length - waiting.length} of ${candidates.length} could be invented`);
}

/** Those of the competition most of them are for first. */
function alike(pack: Pack, applications: readonly InventedApplication[]): readonly InventedApplication[] {
  const { section = '', key = [] } = pack.definition.trials?.contests ?? {};
  const groups = Map.groupBy(applications, ({ answers }) => {
    const [first] = [answers[section]].flat() as Record<string, unknown>[];
    return JSON.stringify(key.map((name) => first?.[name] ?? null));
  });
  return [...groups.values()].toSorted((one, other) => other.length - one.length).flat();
}
