import type { Field, Section, Value } from '../../engines/procedure/index.ts';
import { recordKeys } from '../../engines/procedure/index.ts';
import type { Application } from './application.ts';

/** What stands in a question before it has been answered, and where it comes from, in words. */
export interface Proposal {
  readonly value: Value;
  readonly from: string;
}

/** The questions of a record for which something may be proposed: none once the record has been saved. */
export function proposedFields(
  section: Section,
  key: string,
  { answers, sections }: Pick<Application, 'answers' | 'sections'>,
): readonly Field[] {
  const saved =
    section.kind === 'form'
      ? sections[section.id] !== undefined || answers[section.id] !== undefined
      : section.kind === 'list' && recordKeys(section, answers).includes(key);
  return saved || section.kind === 'per' ? [] : section.fields.filter(({ prefill }) => prefill !== undefined);
}
