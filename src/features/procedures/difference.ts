import { type Answers, type ApplicantFacts, withApplicant } from '../../engines/procedure/index.ts';

/** Something an example expects and does not get. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

export function differs(what: string, expected: string, got: string): readonly Difference[] {
  return expected === got ? [] : [{ what, expected, got }];
}

/** The answers of an example, with what it says of who applies. It may leave out the ids of items: `titles-2`… */
export function exampleAnswers({ answers, applicant }: Written): Answers {
  const entries = Object.entries(answers).map(([section, saved]) => {
    if (!Array.isArray(saved)) return [section, saved] as const;
    return [section, saved.map((item, index) => ({ id: `${section}-${index + 1}`, ...item }))] as const;
  });
  return withApplicant(Object.fromEntries(entries) as Answers, applicant);
}

interface Written {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly applicant?: Partial<ApplicantFacts> | undefined;
}
