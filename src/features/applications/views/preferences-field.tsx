import type { FieldOf } from '../../../engines/procedure/index.ts';
import { Button, Notice, NumberField, SearchChoice, SortableList } from '../../../ui/index.ts';
import type { FieldModel } from '../field-model.ts';
import { AttributeView } from './attribute-view.tsx';

interface PreferencesFieldProps {
  readonly model: FieldModel;
  readonly error: string | undefined;
  readonly searchHref: string;
}

/**
 * A list of preferences: each line with its place and what it covers; its own questions are open for one line at a time,
 * the one asked for or the first that lacks something.
 */
export function PreferencesField({ model, error, searchHref }: PreferencesFieldProps) {
  const field = model.field as FieldOf<'preferences'>;
  const { found, optional, lines = [] } = model;
  const one = oneOf(field);
  return (
    <div>
      <h2 id={field.id}>
        {field.label}: {lines.length} su {field.max}
      </h2>
      {field.hint !== undefined && <p class="field-hint">{field.hint}</p>}
      <Taken model={model} />
      <Earlier model={model} />
      {lines.length === 0 && <p class="field-hint">Non hai ancora scelto nessuna {one}.</p>}
      <SortableList
        name={field.id}
        ordered={field.ordered}
        asks={field.attributes.length > 0}
        lines={lines.map(({ attributes, open, ...line }, index) => ({
          ...line,
          mark: String(index),
          open: open
            ? attributes.map(({ attribute, value }) => (
                <AttributeView
                  key={attribute.id}
                  name={`${field.id}.${index}.${attribute.id}`}
                  attribute={attribute}
                  value={value}
                />
              ))
            : undefined,
        }))}
      />
      {field.ordered && lines.length > 1 && <MoveTogether field={field} many={lines.length} />}
      {(lines.length < field.max || error !== undefined) && (
        <div data-redraw>
          <SearchChoice
            name={`${field.id}.add`}
            label={`Aggiungi una ${one}`}
            hint={searchHint(field)}
            error={error}
            optional={optional}
            searchHref={searchHref}
            {...(found !== undefined && { query: found.query, results: found.results, total: found.total })}
          />
          <Button look="outline" name="vai" value="aggiungi">
            Aggiungi la {one} scelta
          </Button>
        </div>
      )}
    </div>
  );
}

/** Where no order counts among schools, nothing is preferred to anything. */
function oneOf({ ordered, targets }: FieldOf<'preferences'>): 'scuola' | 'preferenza' {
  return !ordered && targets.every((target) => target === 'school') ? 'scuola' : 'preferenza';
}

function MoveTogether({ field, many }: { field: FieldOf<'preferences'>; many: number }) {
  return (
    <fieldset class="field" data-sortable-move={field.id}>
      <legend>Cambia l’ordine</legend>
      <p class="field-hint">
        Scrivi il nuovo posto accanto a una preferenza<span data-round-trip> e premi «Riordina»</span>. Oppure scegline
        più di una, scrivi qui a che posto mettere la prima e premi «Sposta le scelte».
      </p>
      <p data-round-trip>
        <Button look="outline" name="vai" value="riordina">
          Riordina
        </Button>
      </p>
      <NumberField name={`${field.id}.to`} label={`Sposta le scelte al posto (da 1 a ${many})`} optional={false} />
      <Button look="outline" name="sposta" value={field.id}>
        Sposta le scelte
      </Button>
    </fieldset>
  );
}

/** Leads to the page that shows what would come; what is on this page is saved on the way. */
function Earlier({ model: { field, earlier } }: { model: FieldModel }) {
  if (earlier === undefined) return null;
  const { filing, lines } = earlier;
  return (
    <p>
      <Button look="outline" name="vai" value={`riprendi:${field.id}`}>
        Riprendi la lista dell’altra volta
      </Button>{' '}
      <span class="field-hint">
        Domanda n. {filing.registerNumber}: {lines.length === 1 ? 'una preferenza' : `${lines.length} preferenze`}.
        Prima vedi che cosa arriva.
      </span>
    </p>
  );
}

function Taken({ model: { field, taken } }: { model: FieldModel }) {
  if (taken === undefined) return null;
  return (
    <Notice kind="info" title={`Hai tolto una ${oneOf(field as FieldOf<'preferences'>)}`} announced>
      <p>
        {taken.label}{' '}
        <Button look="quiet" icon="it-refresh" name="rimetti" value={`${field.id}:${taken.value}`} about={taken.label}>
          Rimetti
        </Button>
      </p>
    </Notice>
  );
}

const TARGET_WORDS = {
  school: 'una scuola',
  municipality: 'un comune',
  district: 'un distretto',
  province: 'una provincia',
  region: 'una regione',
  country: 'uno Stato',
  option: 'una voce',
} as const;

function searchHint({ targets }: FieldOf<'preferences'>): string {
  const words = targets.map((target) => TARGET_WORDS[target]);
  const last = words.at(-1) ?? '';
  const said = words.length === 1 ? last : `${words.slice(0, -1).join(', ')} o ${last}`;
  return `Cerca ${said} per nome o per codice.`;
}
