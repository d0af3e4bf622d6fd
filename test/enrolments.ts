import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { examplesIn, packFiles, recordWindowAct } from '../src/features/procedures/index.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import { CODE } from './applicants.ts';
import type { Caller } from './caller.ts';
import type { openCatalogueWorld } from './catalogue-world.ts';

type World = Awaited<ReturnType<typeof openCatalogueWorld>>;
type Answers = Readonly<Record<string, unknown>>;

export const ENROLMENT = 'iscrizioni-2026';
const complete = examplesIn(packFiles(join(import.meta.dirname, '../procedures', ENROLMENT))).find(
  ({ files }) => files === true,
)?.answers as Readonly<Record<string, Answers>>;

/** A family that has filed for a child of its own. */
export interface Enrolled {
  readonly caller: Caller;
  readonly application: string;
  readonly filing: string;
  /** What gives the child away wherever it appears. */
  readonly fiscalCode: string;
}

/** Files the complete enrolment, with these answers in the place of those of the example. */
export async function enrol(world: World, name: string, answers: Readonly<Record<string, Answers>>): Promise<Enrolled> {
  const caller = await world.applicant();
  const begun = await caller.post(`/procedure/${ENROLMENT}/istanze`);
  const application = /\/istanze\/([^/]+)/.exec(begun.location ?? '')?.[1] ?? '';
  const born = { surname: 'Bellodi', name, birthDate: '2020-05-10' as CivilDate, sex: 'F' } as const;
  const fiscalCode = deriveFiscalCode({ ...born, placeCode: 'X001' });
  const person = { surname: born.surname, name, fiscal_code: fiscalCode, relation: 'child' };
  const child = { ...complete['child'], ...answers['child'], person };
  await world.database.query('update drafts set answers = $2, version = version + 1 where application_id = $1', [
    application,
    JSON.stringify({ ...complete, ...answers, child }),
  ]);
  const review = await caller.get(`/istanze/${application}/riepilogo`);
  const version = /name="version" value="(\d+)"/.exec(review.body)?.[1] ?? '';
  const filing = uuidv7();
  const filed = await caller.post(`/istanze/${application}/inoltro`, { filing, version, code: CODE });
  if (!filed.location?.includes('/ricevuta/')) throw new Error(`${name}: ${filed.status} ${filed.location}`);
  return { caller, application, filing, fiscalCode };
}

/** Opens or closes the enrolments by a recorded act. */
export async function enrolmentsClose(
  world: World,
  closesAt: Date,
  opensAt = new Date('2026-01-13T07:00:00Z'),
): Promise<void> {
  const act = { procedureId: ENROLMENT, windowId: 'filing', opensAt, closesAt };
  const why = { reason: 'Prova: la finestra si sposta.', decidedBy: 'prova', decidedAt: new Date() };
  await recordWindowAct(world.database, uuidv7(), { ...act, ...why });
}
