import type { FieldOf } from '../../../engines/procedure/index.ts';
import { Button, Icon, Notice, NumberField, SearchChoice } from '../../../ui/index.ts';
import type { FieldModel } from '../field-model.ts';
import type { PreferenceLine } from '../preference-lines.ts';
import { AttributeView } from './attribute-view.tsx';

interface PreferencesFieldProps {
  readonly model: FieldModel;
  readonly error: string | undefined;
  readonly searchHref: string;
}

/**
 * A list of preferences: each line with its place, what it covers and its own questions; moved by buttons, by typing a
 * place, or several together. Everything is a button of the form; scripts only save the round trips.
 */
export function PreferencesField({ model, error, searchHref }: PreferencesFieldProps) {
  const field = model.field as FieldOf<'preferences'>;
  const lines = model.lines ?? [];
  const { found, optional } = model;
  return (
    <div data-preferences={field.ordered ? 'ordered' : 'unordered'}>
      <h2 id={field.id}>
        {field.label}: {lines.length} su {field.max}
      </h2>
      {field.hint !== undefined && <p class="field-hint">{field.hint}</p>}
      <Taken model={model} />
      {lines.length === 0 && <p class="field-hint">Non hai ancora indicato preferenze.</p>}
      <ol class="preference-list" data-preference-list>
        {lines.map((line, index) => (
          <Line key={line.whole} field={field} line={line} index={index} many={lines.length} />
        ))}
      </ol>
      <p class="visually-hidden" role="status" data-preference-status />
      {field.ordered && lines.length > 1 && <MoveTogether field={field} many={lines.length} />}
      {(lines.length < field.max || error !== undefined) && (
        <div data-redraw>
          <SearchChoice
            name={`${field.id}.add`}
            label="Aggiungi una preferenza"
            hint={searchHint(field)}
            error={error}
            optional={optional}
            searchHref={searchHref}
            {...(found !== undefined && { query: found.query, results: found.results, total: found.total })}
          />
          <Button look="outline" name="vai" value="aggiungi">
            Aggiungi la preferenza scelta
          </Button>
        </div>
      )}
    </div>
  );
}

interface LineProps {
  readonly field: FieldOf<'preferences'>;
  readonly line: PreferenceLine;
  readonly index: number;
  readonly many: number;
}

/** The mark of a line stays with it while scripts move it: its boxes are found by it. */
function Line({ field, line, index, many }: LineProps) {
  const mark = String(index);
  const value = `${field.id}:${mark}`;
  return (
    <li class="preference" data-preference={line.label}>
      <input type="hidden" name={`${field.id}.line`} value={`${mark}|${line.text}`} />
      <div class="preference-head">
        {field.ordered && (
          <input
            class="form-control box-short"
            type="text"
            inputmode="numeric"
            name={`${field.id}.place`}
            value={String(index + 1)}
            maxlength={4}
            autocomplete="off"
            aria-label={`Posto di ${line.label}`}
            data-preference-place
          />
        )}
        <div class="preference-name">
          <strong>{line.label}</strong>
          {line.covers !== undefined && <span class="choice-hint">{line.covers}</span>}
          {line.coveredBy !== undefined && (
            <p class="preference-warning">
              <Icon name="it-warning-circle" /> È già compresa nella preferenza {line.coveredBy}: messa dopo non serve.
            </p>
          )}
        </div>
      </div>
      {line.attributes.length > 0 && (
        <fieldset class="preference-attributes">
          <legend class="visually-hidden">{line.label}</legend>
          {line.attributes.map(({ attribute, value: answered }) => (
            <AttributeView
              key={attribute.id}
              name={`${field.id}.${mark}.${attribute.id}`}
              attribute={attribute}
              value={answered}
            />
          ))}
        </fieldset>
      )}
      <div class="preference-buttons">
        {field.ordered && many > 1 && (
          <>
            <label class="preference-pick">
              <input type="checkbox" name={`${field.id}.pick`} value={mark} /> Scegli
              <span class="visually-hidden"> {line.label}</span>
            </label>
            <Button look="quiet" name="su" value={value} about={line.label}>
              Su
            </Button>
            <Button look="quiet" name="giu" value={value} about={line.label}>
              Giù
            </Button>
          </>
        )}
        <Button look="quiet" name="togli" value={value} about={line.label}>
          Togli
        </Button>
      </div>
    </li>
  );
}

function MoveTogether({ field, many }: { field: FieldOf<'preferences'>; many: number }) {
  return (
    <fieldset class="field preference-move">
      <legend>Cambia l’ordine</legend>
      <p class="field-hint">
        Scrivi il nuovo posto accanto a una preferenza e premi «Riordina». Oppure scegline più di una, scrivi qui a che
        posto mettere la prima e premi «Sposta le scelte».
      </p>
      <Button look="outline" name="vai" value="aggiorna">
        Riordina
      </Button>
      <NumberField name={`${field.id}.to`} label={`Sposta le scelte al posto (da 1 a ${many})`} optional={false} />
      <Button look="outline" name="sposta" value={field.id}>
        Sposta le scelte
      </Button>
    </fieldset>
  );
}

function Taken({ model: { field, taken } }: { model: FieldModel }) {
  if (taken === undefined) return null;
  return (
    <Notice kind="info" title="Hai tolto una preferenza" announced>
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
