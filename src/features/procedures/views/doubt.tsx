import type { Uncertain } from '../../../engines/procedure/index.ts';
import { Details, StateTag } from '../../../ui/index.ts';

/** The mark of a value that was not confirmed on the official act; opened, why and where it was read. */
export function Doubt({ of }: { of: Uncertain | undefined }) {
  if (of === undefined) return null;
  return (
    <Details look="tag" summary={<StateTag tone="warning">Da verificare con l’atto</StateTag>}>
      {of.why}. Fonti: {of.sources.map((source, index) => [index > 0 && ', ', linkTo(source)])}.
    </Details>
  );
}

/** An address is followed, where nobody on the way can change what is read there; people read whose it is. */
function linkTo(source: string) {
  const [, scheme, host] = /^(https?):\/\/(?:www\.)?([^/]+)/.exec(source) ?? [];
  if (host === undefined) return source;
  return scheme === 'https' ? <a href={source}>{host}</a> : host;
}
