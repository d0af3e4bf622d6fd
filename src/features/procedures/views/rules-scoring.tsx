import type { Definition } from '../../../engines/procedure/index.ts';
import type { ScoringPack } from '../../../engines/scoring/index.ts';
import { Table } from '../../../ui/index.ts';
import { criterionWords, quotaWords } from '../ranking-words.ts';
import { sentence, tableChoices, tableName, tableSlug } from '../table-words.ts';
import { Doubt } from './doubt.tsx';

interface ScoringProps {
  definition: Definition;
  pack: ScoringPack;
}

/** The tables of points, each with its page, and which ranking is valued by which. */
export function Points({ procedureId, definition, pack }: ScoringProps & { procedureId: string }) {
  return (
    <>
      <p>{pack.norm}. Ogni tabella ha la sua pagina:</p>
      <ul class="link-list">
        {tableChoices(definition, pack).map(({ table, when }) => (
          <li key={`${table} ${when}`}>
            <a href={`/procedure/${procedureId}/regole/tabelle/${tableSlug(table)}`}>{tableName(pack, table)}</a>
            {when !== undefined && <span class="rule-note">Vale se {when}.</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who comes before whom, and the shares of the seats. */
export function Ranking({ definition, pack }: ScoringProps) {
  const { ranking = [], quotas } = pack;
  return (
    <>
      {ranking.length > 0 && (
        <>
          <h3 id="ordine">Come si ordina la graduatoria</h3>
          <p>Decide la prima regola per cui due persone sono diverse:</p>
          <ol>
            {ranking.map((criterion, index) => (
              <li key={index}>
                {criterion.label ? `${sentence(criterion.label)} ` : ''}
                {sentence(criterionWords(definition, pack, criterion))}
                {criterion.norm && ` (${criterion.norm})`}
                <Doubt of={criterion.uncertain} />
              </li>
            ))}
          </ol>
        </>
      )}
      {quotas.length > 0 && (
        <Table
          caption="Posti riservati"
          columns={[
            {
              label: 'A chi',
              heading: true,
              cell: (quota) => (
                <>
                  {quota.label}
                  {quota.note && <span class="rule-note">{quota.note}</span>}
                  <Doubt of={quota.uncertain} />
                </>
              ),
            },
            { label: 'Quanti', cell: quotaWords },
            { label: 'Norma', cell: ({ norm }) => norm ?? '' },
          ]}
          rows={quotas}
        />
      )}
    </>
  );
}
