import type { Definition } from '../../../engines/procedure/index.ts';
import { SummaryList } from '../../../ui/index.ts';
import { Doubt } from './doubt.tsx';
import { daysOf, Effects } from './rules-around.tsx';

/** For who has filed: which phases come now, and what follows from what one does then. */
export function ConsequencesPart({ definition }: { definition: Definition }) {
  const { later = [], effects = [] } = definition;
  return (
    <>
      {later.length > 0 && (
        <>
          <h2>Le fasi dopo la chiusura</h2>
          <SummaryList
            rows={later.map(({ title, what, from, to, uncertain }) => ({
              label: `${title}${daysOf(from, to)}`,
              value: (
                <>
                  {what}
                  <Doubt of={uncertain} />
                </>
              ),
            }))}
          />
        </>
      )}
      {effects.length > 0 && (
        <>
          <h2>Che cosa comporta quello che fai dopo</h2>
          <Effects definition={definition} />
        </>
      )}
    </>
  );
}
