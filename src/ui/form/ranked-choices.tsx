import type { Choice } from './choices.tsx';
import { FieldGroup, type FieldProps } from './field-shell.tsx';
import { useKeptTexts } from './kept.tsx';

export interface RankedChoicesProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
  /** How many may be put in order; all of them when it is not said. */
  readonly max?: number | undefined;
}

/** Some choices in the order of one's liking: a list for each place. Sends `name` once for each, in order. */
export function RankedChoices(props: RankedChoicesProps) {
  const kept = useKeptTexts(props.name);
  const { name, choices, max = choices.length, error } = props;
  const values = kept ?? props.values ?? [];
  const places = Array.from({ length: Math.min(max, choices.length) }, (_, place) => place);
  return (
    <FieldGroup {...props}>
      {places.map((place) => {
        const id = place === 0 ? name : `${name}.${place}`;
        return (
          <div key={id} class="field-part">
            <label for={id}>{place + 1}ª scelta</label>
            <select id={id} class="form-control box-medium" name={name} aria-invalid={error ? 'true' : undefined}>
              <option value="">Nessuna</option>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value} selected={choice.value === values[place]}>
                  {choice.label}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </FieldGroup>
  );
}
