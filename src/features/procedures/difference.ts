import type { Answers } from '../../engines/procedure/index.ts';

/** Something an example expects and does not get. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

export function differs(what: string, expected: string, got: string): readonly Difference[] {
  return expected === got ? [] : [{ what, expected, got }];
}

/** Examples may leave out the ids of items: `rankings-1`, `titles-2`… */
export function exampleAnswers(answers: Readonly<Record<string, unknown>>): Answers {
  const entries = Object.entries(answers).map(([section, saved]) => {
    if (!Array.isArray(saved)) return [section, saved] as const;
    return [section, saved.map((item, index) => ({ id: `${section}-${index + 1}`, ...item }))] as const;
  });
  return Object.fromEntries(entries) as Answers;
}
