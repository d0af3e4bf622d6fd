import type { Context, Definition, Gap, Section, Step } from '../../engines/procedure/index.ts';
import {
  findSection,
  gaps,
  isSectionVisible,
  journey,
  readField,
  record,
  recordKeys,
  visibleAnswers,
  visibleFields,
} from '../../engines/procedure/index.ts';
import type { Application } from './application.ts';
import { lookingGaps } from './begun.ts';
import { typedOfField, typedOfRecord } from './record-state.ts';

type Draft = Pick<Application, 'answers' | 'typed' | 'begunFrom' | 'sections'>;

/**
 * Everything missing or wrong in a draft: what the engine finds in the answers, what came from an earlier filing and has
 * not been looked at, and what was typed and could not be read. The latter counts even where an answer is optional: nobody files without noticing that their words were lost.
 */
export function draftGaps(definition: Definition, draft: Draft, context: Context): readonly Gap[] {
  return withUnread(definition, draft, gaps(definition, draft.answers, context));
}

/** The sections on the way, each with its state, counting what could not be read. */
export function draftSteps(definition: Definition, draft: Draft, context: Context): readonly Step[] {
  return journey(definition, draft.answers, context).map((step) => {
    const section = findSection(definition, step.section);
    if (section === undefined) return step;
    const found = sectionGaps(definition, section, draft, step.gaps);
    const errors = found.some((gap) => gap.severity === 'error');
    const unread = found.some((gap) => !step.gaps.includes(gap));
    const started = step.state === 'to-start' && unread;
    return {
      ...step,
      gaps: found,
      state: errors && (started || step.state === 'complete') ? 'incomplete' : step.state,
    };
  });
}

function withUnread(definition: Definition, draft: Draft, found: readonly Gap[]): readonly Gap[] {
  return definition.sections.flatMap((section) =>
    sectionGaps(
      definition,
      section,
      draft,
      found.filter((gap) => gap.section === section.id),
    ),
  );
}

/** A gap about words that could not be read stands in place of "missing" for the same field. */
function sectionGaps(definition: Definition, section: Section, draft: Draft, found: readonly Gap[]): readonly Gap[] {
  const looking = isSectionVisible(section, visibleAnswers(definition, draft.answers))
    ? lookingGaps(draft, section)
    : [];
  const unread = [...looking, ...unreadGaps(definition, section, draft)];
  if (unread.length === 0) return found;
  const same = (one: Gap, other: Gap) => one.field === other.field && (one.item ?? '') === (other.item ?? '');
  return [...unread, ...found.filter((gap) => gap.field === undefined || !unread.some((other) => same(gap, other)))];
}

function unreadGaps(definition: Definition, section: Section, draft: Draft): readonly Gap[] {
  if (!Object.hasOwn(draft.typed, section.id)) return [];
  const seen = visibleAnswers(definition, draft.answers);
  if (!isSectionVisible(section, seen)) return [];
  return recordKeys(section, seen).flatMap((key) => {
    const words = typedOfRecord(draft, section.id, key);
    return visibleFields(section, seen, record(section, draft.answers, key)).flatMap((field): Gap[] => {
      const own = typedOfField(words, field);
      const gap = own === undefined ? undefined : readField(field, own, section.norm).gap;
      if (gap === undefined) return [];
      return [
        { severity: 'error', section: section.id, ...(key === '' ? {} : { item: key }), field: field.id, ...gap },
      ];
    });
  });
}

/** The sections that stand in the way of filing, by title. */
export function missingTitles(steps: readonly Step[]): readonly string[] {
  return steps.filter((step) => step.gaps.some((gap) => gap.severity === 'error')).map((step) => step.title);
}

/** Where the person goes after a section: the next one that may be filled in. */
export function stepAfter(steps: readonly Step[], section: string): Step | undefined {
  const here = steps.findIndex((step) => step.section === section);
  return steps.slice(here + 1).find((step) => step.state !== 'not-yet');
}
