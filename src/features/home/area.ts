import type { Application, Standing } from '../applications/index.ts';
import { standingOf } from '../applications/index.ts';
import type { FilingRecord } from '../filings/index.ts';
import { writeNumber } from '../filings/index.ts';
import type { FilingWindow, Release } from '../procedures/index.ts';

/** One application in the person's area, with what the card must say. */
export interface AreaItem {
  application: Application;
  release: Release;
  window: FilingWindow | undefined;
  standing: Standing;
  /** The newest filing, whatever became of it. */
  latest: FilingRecord | undefined;
  /** The filing that counts now, if any. */
  valid: FilingRecord | undefined;
}

/** Puts an application together with its filings; nothing about its state is stored, so it is read off them here. */
export function areaItem(
  application: Application,
  filings: readonly FilingRecord[],
  release: Release,
  window: FilingWindow | undefined,
): AreaItem {
  const own = filings.filter((filing) => filing.applicationId === application.id);
  const latest = own.toSorted((one, other) => other.sequence - one.sequence)[0];
  const standing = standingOf(
    application.edition,
    latest === undefined
      ? null
      : {
          edition: latest.edition,
          withdrawn: latest.state === 'withdrawn',
          filedAt: latest.filedAt,
          registerNumber: writeNumber(latest),
        },
  );
  return { application, release, window, standing, latest, valid: own.find((filing) => filing.state === 'valid') };
}

/** What waits for the person comes first: unfiled drafts by closing instant, then the rest by the newest act. */
export function byUrgency(one: AreaItem, other: AreaItem): number {
  const pending = (item: AreaItem) => (item.standing === 'draft' || item.standing === 'correcting' ? 0 : 1);
  if (pending(one) !== pending(other)) return pending(one) - pending(other);
  const closing = (item: AreaItem) => item.window?.closesAt.getTime() ?? Number.POSITIVE_INFINITY;
  return closing(one) - closing(other);
}
