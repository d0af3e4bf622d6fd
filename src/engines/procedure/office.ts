import type { Answers, Context } from './answers.ts';
import type { Definition } from './definition-schema.ts';
import type { OneOffice } from './office-schema.ts';
import { own, valuesOf } from './records.ts';
import { type Grounds, groundsOf, verdictOf } from './verdict.ts';

/** The office an application is addressed to: of a province, of a region, a school itself, a directorate. */
export interface OfficeAddress {
  readonly kind: OneOffice['kind'];
  /** Code of the province, of the region, of the school, of the directorate. */
  readonly code: string;
  /** Of a directorate, which no registry lists. */
  readonly name?: string;
}

/** Where the application goes, from its own answers; nothing while the question that decides is unanswered. */
export function officeOf(definition: Definition, answers: Answers, context: Context): OfficeAddress | undefined {
  const grounds = groundsOf(definition, context.applicant, answers);
  const rule = ruleFor(definition, grounds);
  if (rule === undefined) return undefined;
  if (rule.by === 'fixed') return { kind: rule.kind, code: rule.code, name: rule.name };
  const [section = '', name = ''] = rule.field.split('.');
  const answer = own(valuesOf(grounds.seen, section), name);
  const field = definition.sections.find(({ id }) => id === section)?.fields.find(({ id }) => id === name);
  const code = typeof answer === 'string' && field ? placeOf(rule.kind, field.kind, answer, context) : undefined;
  return code === undefined ? undefined : { kind: rule.kind, code };
}

/** The first case that holds; none while it cannot be said whether an earlier one does. */
function ruleFor({ office }: Definition, grounds: Grounds): OneOffice | undefined {
  if (office.by !== 'cases') return office;
  for (const { when, office: one } of office.cases) {
    const verdict = verdictOf(when, grounds);
    if (verdict === 'yes') return one;
    if (verdict === 'unknown') return undefined;
  }
  return office.otherwise;
}

function placeOf(kind: OneOffice['kind'], from: string, code: string, context: Context): string | undefined {
  if (kind === 'school') return code;
  if (from === 'region') return code;
  const province = provinceOf(from, code, context);
  if (kind === 'provincial' || province === undefined) return province;
  return context.province(province)?.region;
}

function provinceOf(from: string, code: string, context: Context): string | undefined {
  if (from === 'school') return context.school(code)?.province;
  return from === 'municipality' ? context.municipality(code)?.province : code;
}
