import { uuidv7 } from 'uuidv7';
import type { Context, Definition, Gap, Section, Step, SummaryRow } from '../../engines/procedure/index.ts';
import { findSection, summary } from '../../engines/procedure/index.ts';
import type { Route } from '../../platform/http/index.ts';
import { page } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { Around } from './around.ts';
import { aroundOf } from './around-store.ts';
import type { ApplicationDeps } from './deps.ts';
import { movesOf } from './move-store.ts';
import type { Opened } from './opened.ts';
import { paths } from './opened.ts';
import { contextOf } from './opened-store.ts';
import { onApplication, ownApplication, sheetOf } from './opening-routes.ts';
import type { RankingPoints } from './points.ts';
import { rankingPoints, schoolPoints } from './points.ts';
import { anchorOf } from './posted.ts';
import { PointsPage } from './views/points-page.tsx';
import type { LinkedGap, ReviewSection } from './views/review-page.tsx';
import { ReviewPage } from './views/review-page.tsx';

/** The pages that show the whole application: the answers to check, the points with their reasons. */
export function reviewRoutes(deps: ApplicationDeps): Route[] {
  const review = onApplication(deps, async (exchange, opened) => {
    const context = await contextOf(deps, opened, exchange.arrivedAt, true);
    const sheet = sheetOf(deps, exchange, opened, context);
    const rows = summary(opened.release.definition, opened.application.answers, context);
    const sections = reviewSections(opened.release.definition, sheet.steps, rows);
    const moves = await movesOf(deps.database, opened.application.id);
    const around = await aroundOf(deps, exchange, opened);
    const found = [...sheet.steps.flatMap((step) => step.gaps), ...twinGaps(opened, around)];
    const gaps = found.map((gap) => linked(opened, gap));
    return page(renderPage(<ReviewPage {...{ sheet, sections, gaps, moves, around }} filingId={uuidv7()} />));
  });
  const points = onApplication(deps, async (exchange, opened) => {
    const context = await contextOf(deps, opened, exchange.arrivedAt);
    const sheet = sheetOf(deps, exchange, opened, context);
    return page(renderPage(<PointsPage sheet={sheet} rankings={rankingsOf(opened, context)} />));
  });
  return [
    { method: 'GET', path: '/istanze/:application/riepilogo', policy: ownApplication, handle: review },
    { method: 'GET', path: '/istanze/:application/punteggio', policy: ownApplication, handle: points },
  ];
}

/** The points so far; none when the procedure gives no points. */
export function rankingsOf({ release, application }: Opened, context: Context): readonly RankingPoints[] {
  const { scoring, definition } = release;
  const own = scoring === null ? [] : rankingPoints(scoring, definition, application, context);
  return [...own, ...schoolPoints(release, application, context)];
}

function reviewSections(
  { sections }: Definition,
  steps: readonly Step[],
  rows: readonly SummaryRow[],
): readonly ReviewSection[] {
  return steps.map((step) => {
    const own = rows.filter((row) => row.section === step.section);
    const keys = [...new Set(own.map((row) => row.item))];
    const groups = keys.map((key) => {
      const record = own.filter((row) => row.item === key);
      const shown = record.map((row) => ({ ...row, gap: gapOf(step, row) }));
      return { title: record[0]?.itemTitle, rows: shown };
    });
    const listed = sections.some(({ id, kind }) => id === step.section && kind === 'list');
    return { id: step.section, title: step.title, groups, listed };
  });
}

function gapOf(step: Step, row: SummaryRow): string | undefined {
  return step.gaps.find((gap) => gap.field === row.field && gap.item === row.item && gap.severity === 'error')?.message;
}

/** One of one's own already filed about the same thing is told at the answer that says what it is about. */
function twinGaps({ release }: Opened, { twin }: Around): readonly Gap[] {
  const { several } = release.definition;
  const [section, field] = several?.one_for?.[0]?.split('.') ?? [];
  if (!twin?.own || several === undefined || section === undefined || field === undefined) return [];
  const norm = several.norm === undefined ? '' : ` (${several.norm})`;
  return [{ severity: 'error', code: 'several', section, field, message: `${several.rule}${norm}` }];
}

/** A gap with the way to the box that closes it, and back here afterwards. */
function linked({ release, application }: Opened, gap: Gap): LinkedGap {
  const section: Section | undefined = findSection(release.definition, gap.section);
  const field = section?.fields.find((each) => each.id === gap.field);
  const record = paths.record(application.id, gap.section, gap.item ?? '');
  const anchor = section?.kind === 'list' && gap.item === undefined ? 'add' : anchorOf(gap, field);
  return {
    message: gap.message,
    code: gap.code,
    severity: gap.severity,
    href: `${record}?torna=riepilogo&controlla=1#${anchor}`,
  };
}
