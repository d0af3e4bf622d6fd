import { DateBoxes } from './date-field.tsx';
import { FieldGroup, type FieldProps } from './field-shell.tsx';
import { useKept } from './kept.tsx';

/** A reference to an act: who issued it, its number, its date (`YYYY-MM-DD`). */
export interface ActValue {
  readonly authority: string;
  readonly number: string;
  readonly date: string;
}

/** Authority, number and date of an act: `name.authority`, `name.number`, `name.date.day`…. */
export function ActField(props: FieldProps & { readonly value?: ActValue | undefined }) {
  const { name, error } = props;
  const kept = useKept(name);
  const { authority, number, date } = props.value ?? { authority: '', number: '', date: '' };
  return (
    <FieldGroup {...props}>
      <div class="field-part">
        <label for={name}>Ente che lo ha rilasciato</label>
        <input
          id={name}
          class="form-control"
          type="text"
          name={`${name}.authority`}
          value={kept?.('authority') ?? authority}
          maxlength={200}
          aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <div class="field-part">
        <label for={`${name}.number`}>Numero o protocollo</label>
        <input
          id={`${name}.number`}
          class="form-control box-medium"
          type="text"
          name={`${name}.number`}
          value={kept?.('number') ?? number}
          maxlength={60}
          autocomplete="off"
        />
      </div>
      <fieldset class="field-part">
        <legend>Data</legend>
        <DateBoxes name={`${name}.date`} label="Data" value={date} />
      </fieldset>
    </FieldGroup>
  );
}
