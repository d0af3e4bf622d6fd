import { Button, Notice, SearchChoice } from '../../../ui/index.ts';
import type { FieldModel } from '../field-model.ts';

interface SchoolsFieldProps {
  readonly model: FieldModel;
  readonly error: string | undefined;
  readonly searchHref: string;
}

/** Several schools: those chosen, each with its button to take it away, and a search that adds one at a time. */
export function SchoolsField({ model, error, searchHref }: SchoolsFieldProps) {
  const { field, chosen, found, taken, optional } = model;
  const max = field.kind === 'schools' ? field.max : 0;
  const codes = new Set(chosen.map((school) => school.value));
  const name = `${field.id}.add`;
  const others = found?.results.filter((school) => !codes.has(school.value)) ?? [];
  // When all that was found is chosen by now, the search has done its work.
  const searched = found !== undefined && (others.length > 0 || found.results.length === 0);
  return (
    <div>
      <h2>
        {field.label}: {chosen.length} su {max}
      </h2>
      {taken !== undefined && !codes.has(taken.value) && (
        <Notice kind="info" title="Hai tolto una scuola" announced>
          <p>
            {taken.label}{' '}
            <Button
              look="quiet"
              icon="it-refresh"
              name="rimetti"
              value={`${field.id}:${taken.value}`}
              about={taken.label}
            >
              Rimetti
            </Button>
          </p>
        </Notice>
      )}
      {chosen.length === 0 && <p class="field-hint">Non hai ancora scelto nessuna scuola.</p>}
      {chosen.length > 0 && (
        <ol class="sortable">
          {chosen.map(({ value, label, hint }) => (
            <li key={value}>
              <input type="hidden" name={field.id} value={value} />
              <div class="sortable-head">
                <div>
                  <strong>{label}</strong>
                  {hint !== undefined && <small>{hint}</small>}
                </div>
              </div>
              <div class="sortable-buttons">
                <Button look="quiet" name="togli" value={`${field.id}:${value}`} about={label}>
                  Togli
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {(chosen.length < max || error !== undefined) && (
        <div data-redraw>
          <SearchChoice
            name={name}
            label="Aggiungi una scuola"
            hint={field.hint ?? 'Cerca per codice, per nome o per comune.'}
            error={error}
            optional={optional}
            searchHref={searchHref}
            {...(searched && { query: found.query, results: others, total: found.total })}
          />
          <Button look="outline" name="vai" value="aggiungi">
            Aggiungi la scuola scelta
          </Button>
        </div>
      )}
    </div>
  );
}
