import { z } from 'zod';
import { applicationTitle, type Window } from '../../engines/procedure/index.ts';
import { formatRome } from '../../kernel/rome-time.ts';
import type { Database } from '../../platform/db/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueue, type Tasks } from '../../platform/jobs/index.ts';
import { notifyAll } from '../notifications/index.ts';
import {
  currentRelease,
  procedureWindow,
  RELEASE_PUBLISHED,
  releaseByDigest,
  WINDOW_MOVED,
  type WindowAct,
  windowActById,
} from '../procedures/index.ts';
import { nextInside } from './inside-store.ts';
import { draftsToMove, type MoveDeps, moveTo } from './move-store.ts';

export interface ApplicationJobsDeps extends MoveDeps {
  readonly database: Database;
  /** SQL for the last filed edition of the draft `d`. */
  readonly filedEdition: string;
  readonly now: () => Date;
  /** Applications in one transaction. */
  readonly batch?: number;
}

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** What was being written when its turn came is tried again after so long. */
const AGAIN_MS = 10_000;

const published = z.object({ digest: z.string() });
const moved = z.object({ act: z.uuid(), after: z.uuid().default(FIRST) });

/** What follows when the rules or the hours change under people who are writing. */
export function applicationJobs(deps: ApplicationJobsDeps): Tasks {
  return {
    [RELEASE_PUBLISHED]: (payload, { signal }) => carryEverybody(deps, published.parse(payload).digest, signal),
    [WINDOW_MOVED]: (payload) => tellOfWindow(deps, moved.parse(payload)),
  };
}

/**
 * Carries every application of a procedure over to a release, batch by batch. What was reached is noted with each batch,
 * so that a job that died goes on from there. A release that is no longer in force, or whose window is not open, moves
 * nobody.
 */
async function carryEverybody(deps: ApplicationJobsDeps, digest: string, signal: AbortSignal): Promise<void> {
  const { database, now, batch = BATCH } = deps;
  const release = await releaseByDigest(database, digest);
  if (release === undefined) throw new Error(`no release ${digest}`);
  const inForce = await currentRelease(database, release.procedureId);
  const window = await procedureWindow(database, release, now());
  if (inForce?.digest !== digest || window?.phase !== 'open') return;
  let after = FIRST;
  let left = 0;
  while (!signal.aborted) {
    const drafts = await draftsToMove(database, deps, release, { after, size: batch });
    const reached = await moveTo(database, release, drafts, now());
    left += drafts.length - reached.size;
    after = drafts.at(-1)?.id ?? after;
    if (drafts.length < batch) break;
  }
  if (left === 0 && !signal.aborted) return;
  const runAt = new Date(now().getTime() + AGAIN_MS);
  await database.transaction((tx) => enqueue(tx, RELEASE_PUBLISHED, { digest }, { key: `release ${digest}`, runAt }));
}

/** Tells one batch of those inside, and asks for the next batch in the same transaction. */
async function tellOfWindow(deps: ApplicationJobsDeps, { act: id, after }: z.infer<typeof moved>): Promise<void> {
  const { database, filedEdition, batch = BATCH } = deps;
  const act = await windowActById(database, id);
  const release = act && (await currentRelease(database, act.procedureId));
  if (act === undefined || release === undefined) throw new Error(`no act ${id}`);
  // Whoever stayed behind while the window was closed is carried over now that it is open.
  if (after === FIRST) await database.transaction((tx) => enqueue(tx, RELEASE_PUBLISHED, { digest: release.digest }));
  const window = release.definition.windows.find((each) => each.id === act.windowId);
  // After filing, what moves matters to whoever has an application at all.
  const settled = window === undefined || window.kind === 'filing' ? filedEdition : '0';
  const people = await nextInside(database, act.procedureId, settled, { begunBy: act.decidedAt, after, size: batch });
  const last = people.at(-1);
  if (last === undefined) return;
  await database.transaction(async (tx) => {
    await notifyAll(
      tx,
      people.map((person) => ({
        accountId: person.accountId,
        kind: 'filing.window-moved',
        key: `window:${id}:${person.id}`,
        ...windowLetter(act, applicationTitle(release.definition, person.answers), window),
        link: { href: `/istanze/${person.id}`, label: 'Apri la domanda' },
      })),
    );
    await recordEvent(tx, {
      kind: 'procedure.window-told',
      actor: null,
      subject: { type: 'window-act', id },
      data: { people: people.length, last: last.id },
    });
    await enqueue(tx, WINDOW_MOVED, { act: id, after: last.id });
  });
}

function windowLetter({ opensAt, closesAt, reason, evidence }: WindowAct, title: string, window: Window | undefined) {
  const act = evidence == null ? '' : ` Lo dispone: ${evidence.authority}, n. ${evidence.number}.`;
  const why = `Motivo: ${reason}.${act}`.replaceAll('..', '.');
  if (window !== undefined && window.kind !== 'filing') {
    return {
      subject: `Sono cambiati i giorni: ${window.title}`.slice(0, 200),
      paragraphs: [
        `per «${title}» sono cambiati i giorni di «${window.title}».`,
        `Sono da ${formatRome(opensAt)} fino a prima di ${formatRome(closesAt)}.`,
        why,
      ],
    };
  }
  return {
    subject: `È cambiato il termine: ${title}`.slice(0, 200),
    paragraphs: [
      `il termine per inoltrare la domanda «${title}» è cambiato.`,
      `Puoi inoltrarla da ${formatRome(opensAt)} fino a prima di ${formatRome(closesAt)}.`,
      why,
      'Le risposte che hai salvato sono rimaste. La domanda non è inoltrata finché non la confermi.',
    ],
  };
}
