import type { Uncertain } from '../../../engines/procedure/index.ts';
import { Details, StateTag } from '../../../ui/index.ts';
import { type SourceWords, sourceWords } from '../source-words.ts';

/** The mark of a value that was not confirmed on the official act; opened, why and where it was read. */
export function Doubt({ of }: { of: Uncertain | undefined }) {
  if (of === undefined) return null;
  return (
    <Details look="tag" summary={<StateTag tone="warning">Da verificare con l’atto</StateTag>}>
      {of.why}. Fonti: {sourceWords(of.sources).map(linked)}.
    </Details>
  );
}

function linked({ words, href }: SourceWords, index: number) {
  return [index > 0 && ', ', href === undefined ? words : <a href={href}>{words}</a>];
}
