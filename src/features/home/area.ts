import { applicationTitle, prevailing } from '../../engines/procedure/index.ts';
import type { Application, Standing } from '../applications/index.ts';
import { standingOf } from '../applications/index.ts';
import type { FilingRecord } from '../filings/index.ts';
import { writeNumber } from '../filings/index.ts';
import type { FilingWindow, Release } from '../procedures/index.ts';

/** One application in the person's area, with what the card must say. */
export interface AreaItem {
  /** The procedure's, with what tells this application from the person's others of the same. */
  title: string;
  application: Application;
  release: Release;
  window: FilingWindow | undefined;
  standing: Standing;
  /** The newest filing, whatever became of it. */
  latest: FilingRecord | undefined;
  /** The filing that counts now, if any. */
  valid: FilingRecord | undefined;
  /** Of several applications of one group, which counts first and by which rule. */
  beside?: string;
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
  const title = applicationTitle(release.definition, application.answers);
  const valid = own.find((filing) => filing.state === 'valid');
  return { title, application, release, window, standing, latest, valid };
}

/** Says on each valid application of a group of parallel ones which of them counts first, and why. */
export function besideOthers(items: readonly AreaItem[]): AreaItem[] {
  const standing = items.flatMap((item) => {
    const { definition, procedureId } = item.release;
    const { parallel } = definition;
    if (parallel === undefined) return [];
    return [{ procedureId, title: definition.title, parallel, filed: item.valid !== undefined }];
  });
  return items.map((item) => {
    const { parallel } = item.release.definition;
    const group = standing.filter((one) => one.filed && one.parallel.group === parallel?.group);
    const first = prevailing(group);
    if (item.valid === undefined || parallel === undefined || first === undefined || group.length < 2) return item;
    const which = first.procedureId === item.release.procedureId ? 'questa' : `«${first.title}»`;
    const norm = parallel.norm === undefined ? '' : ` (${parallel.norm})`;
    return { ...item, beside: `Hai più domande insieme: vale prima ${which}. ${parallel.rule}${norm}` };
  });
}

/** What waits for the person comes first: unfiled drafts by closing instant, then the rest by the newest act. */
export function byUrgency(one: AreaItem, other: AreaItem): number {
  const pending = (item: AreaItem) => (item.standing === 'draft' || item.standing === 'correcting' ? 0 : 1);
  if (pending(one) !== pending(other)) return pending(one) - pending(other);
  const closing = (item: AreaItem) => item.window?.closesAt.getTime() ?? Number.POSITIVE_INFINITY;
  return closing(one) - closing(other);
}
