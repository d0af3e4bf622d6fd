import type { Anew, Answers, Gap, Section, Touched } from '../../engines/procedure/index.ts';
import type { Application, BegunFrom } from './application.ts';
import type { Earlier } from './earlier.ts';

/** Answers of an earlier filing as they would begin an application, and what does not come along. */
export interface Beginning {
  readonly answers: Answers;
  readonly touched: readonly Touched[];
  readonly anew: readonly Anew[];
}

export function begunFrom({ filing, release }: Earlier, { answers, touched }: Beginning): BegunFrom {
  return {
    filing: filing.filingId,
    title: release.definition.title,
    registerNumber: filing.registerNumber,
    filedAt: filing.filedAt.toISOString(),
    sections: Object.keys(answers),
    seen: [],
    touched,
  };
}

/** Stands in the way of filing until the person has looked at a section that came from another application. */
export const TO_LOOK_AT = 'to-look-at';

/**
 * Whether the answers of a section came from an earlier filing and have not been looked at since. Saving a form is
 * looking at it; of a section with several records one save says nothing of the others, and the person says so.
 */
export function isToLookAt(
  { begunFrom: from, sections }: Pick<Application, 'begunFrom' | 'sections'>,
  section: Section,
): boolean {
  if (from === null || !from.sections.includes(section.id) || from.seen.includes(section.id)) return false;
  return section.kind !== 'form' || sections[section.id] === undefined;
}

/** What is to be done about such a section; nothing once it has been looked at. */
export function lookingGaps(
  application: Pick<Application, 'begunFrom' | 'sections'>,
  section: Section,
): readonly Gap[] {
  if (!isToLookAt(application, section)) return [];
  const number = application.begunFrom?.registerNumber ?? '';
  const message = `«${section.title}»: le risposte vengono dalla domanda n. ${number}. Ricontrollale.`;
  return [{ severity: 'error', code: TO_LOOK_AT, message, section: section.id }];
}
