import { FieldGroup, type FieldProps } from './field-shell.tsx';
import { useKept } from './kept.tsx';

/** What the person typed of a mark: "105" out of "110", with honours. */
export interface MarkValue {
  readonly value: string;
  readonly base: string;
  readonly honours: boolean;
}

export interface MarkFieldProps extends FieldProps {
  readonly value?: MarkValue | undefined;
  /** The scales that exist for this title; the first is proposed. */
  readonly bases?: readonly string[] | undefined;
  readonly honoursAllowed?: boolean | undefined;
}

/** A mark: `name.value`, `name.base`, `name.honours`. */
export function MarkField(props: MarkFieldProps) {
  const { name, bases = ['110', '100', '60', '10'], honoursAllowed = true, error } = props;
  const kept = useKept(name);
  const given = props.value ?? { value: '', base: bases[0] ?? '', honours: false };
  const honours = kept === undefined ? given.honours : kept('honours') === 'true';
  return (
    <FieldGroup {...props}>
      <div class="field-row">
        <div class="field-part">
          <label for={name}>Voto</label>
          <input
            id={name}
            class="form-control"
            type="text"
            inputmode="decimal"
            name={`${name}.value`}
            value={kept?.('value') ?? given.value}
            maxlength={7}
            autocomplete="off"
            aria-invalid={error ? 'true' : undefined}
          />
        </div>
        <div class="field-part">
          <label for={`${name}.base`}>Su</label>
          <select id={`${name}.base`} class="form-control" name={`${name}.base`}>
            {bases.map((each) => (
              <option key={each} value={each} selected={each === (kept?.('base') ?? given.base)}>
                {each}
              </option>
            ))}
          </select>
        </div>
        {honoursAllowed && (
          <div class="choice">
            <input type="checkbox" id={`${name}.honours`} name={`${name}.honours`} value="true" checked={honours} />
            <label for={`${name}.honours`}>con lode</label>
          </div>
        )}
      </div>
    </FieldGroup>
  );
}
