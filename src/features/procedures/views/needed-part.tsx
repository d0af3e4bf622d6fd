import type { Definition } from '../../../engines/procedure/index.ts';
import { Details } from '../../../ui/index.ts';
import { type Paper, papersOf } from '../papers.ts';

/** Whether there is anything to have at hand. */
export function asksForSomething(definition: Definition): boolean {
  const { attach, copy } = papersOf(definition);
  return (definition.need ?? []).length + attach.length + copy.length > 0;
}

/** What to have at hand: what the office says, and what the questions will ask for. */
export function Needed({ definition }: { definition: Definition }) {
  const { need = [] } = definition;
  const { attach, copy } = papersOf(definition);
  return (
    <>
      <h2 id="serve">Che cosa serve</h2>
      {need.length > 0 && (
        <ul>
          {need.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {attach.length > 0 && (
        <>
          <h3>Da allegare</h3>
          <Papers papers={attach} />
        </>
      )}
      {copy.length > 0 && (
        <Details summary="Atti di cui scrivere ente, numero e data">
          <Papers papers={copy} />
        </Details>
      )}
    </>
  );
}

function Papers({ papers }: { papers: readonly Paper[] }) {
  return (
    <ul>
      {papers.map(({ what, when }) => (
        <li key={what}>
          <strong>{what}</strong>
          {when === undefined ? '' : `, ${when}`}
        </li>
      ))}
    </ul>
  );
}
