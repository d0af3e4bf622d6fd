import type { Prerequisite } from '../../engines/procedure/index.ts';

/** A valid filing, with what its procedure asks to be filed first. */
export interface ChainedFiling {
  readonly id: string;
  readonly procedureId: string;
  readonly title: string;
  /** "0000041/2026". */
  readonly registerNumber: string;
  readonly prerequisites: readonly Prerequisite[];
}

/** A valid filing left without what had to be filed first. */
export interface Falling extends ChainedFiling {
  readonly lacks: Prerequisite;
}

/**
 * The filings that stand on the one to be withdrawn, and those that stand on these in turn: they are not withdrawn (only
 * their person may do that), but have no effect while what they need is not there. Where another valid filing of the
 * same procedure remains, nothing falls.
 */
export function fallingWith(withdrawn: ChainedFiling, others: readonly ChainedFiling[]): readonly Falling[] {
  const falling: Falling[] = [];
  const stands = (procedure: string) =>
    others.some(({ id, procedureId }) => procedureId === procedure && !falling.some((each) => each.id === id));
  const gone = [withdrawn.procedureId];
  for (const procedure of gone) {
    if (stands(procedure)) continue;
    for (const other of others) {
      const lacks = other.prerequisites.find((each) => each.procedure === procedure);
      if (lacks === undefined || falling.some(({ id }) => id === other.id)) continue;
      falling.push({ ...other, lacks });
      gone.push(other.procedureId);
    }
  }
  return falling;
}

/** What is told, and signed: which of one's filings have no effect any more. */
export function fallingWords(falling: readonly Falling[]): string | undefined {
  if (falling.length === 0) return undefined;
  const which = falling.map(({ title, registerNumber }) => `«${title}» (protocollo ${registerNumber})`).join(', ');
  return falling.length === 1
    ? `Senza questa non ha più effetto la domanda ${which}.`
    : `Senza questa non hanno più effetto le domande ${which}.`;
}
