import { Details, SummaryList } from '../../../ui/index.ts';
import { acronymsIn, textsIn } from '../acronyms.ts';
import type { Release } from '../release.ts';

/** What the short names of a procedure stand for, for who has never met them. */
export function Acronyms({ release: { definition, texts } }: { release: Release }) {
  const found = acronymsIn([...textsIn(definition), ...textsIn(texts)]);
  if (found.length === 0) return null;
  return (
    <Details summary="Le sigle che trovi in questa procedura">
      <SummaryList rows={found.map(({ short, long }) => ({ label: short, value: long }))} />
    </Details>
  );
}
