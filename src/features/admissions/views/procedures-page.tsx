import type { Release } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

/** The procedures in which schools choose by criteria of their own. */
export function ProceduresPage({ look, releases }: { look: Look; releases: readonly Release[] }) {
  return (
    <MinistryPage
      look={look}
      heading="Ammissioni alle scuole"
      lead="Chi entra dove, con i criteri di ogni scuola: una persona le calcola e chiede di pubblicarle, un’altra decide."
    >
      {releases.length === 0 && <p>Non ci sono procedure in cui le scuole scelgono con criteri loro.</p>}
      <ul class="link-list">
        {releases.map(({ procedureId, definition }) => (
          <li key={procedureId}>
            <a href={paths.procedure(procedureId)}>{definition.title}</a>
          </li>
        ))}
      </ul>
    </MinistryPage>
  );
}
