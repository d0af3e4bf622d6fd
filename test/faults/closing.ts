import { uuidv7 } from 'uuidv7';
import { currentRelease, procedureWindow, recordWindowAct } from '../../src/features/procedures/index.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { PROCEDURE } from './applicants.ts';

/** Moves the closing instant of the procedure to so many milliseconds from now, by a recorded act; answers it. */
export async function closeIn(database: Database, milliseconds: number): Promise<Date> {
  const now = new Date();
  const release = await currentRelease(database, PROCEDURE);
  const window = release && (await procedureWindow(database, release, now));
  if (window === undefined) throw new Error('the procedure has no window');
  const closesAt = new Date(now.getTime() + milliseconds);
  const act = { procedureId: PROCEDURE, windowId: window.id, opensAt: window.opensAt, closesAt };
  const words = { reason: 'la prova della scadenza', decidedBy: 'prova', decidedAt: now };
  await database.transaction((tx) => recordWindowAct(tx, uuidv7(), { ...act, ...words }));
  return closesAt;
}

/** What the page of a refusal says was the instant of arrival: to the second in the markup, the thousandths after it. */
export function arrivalShown(html: string): string | undefined {
  const [, second, thousandths] = /arrivata <strong><time datetime="([^"]*)">[^<]*<\/time>,(\d{3})</.exec(html) ?? [];
  return second?.replace(/\.\d{3}Z$/, `.${thousandths}Z`);
}
