import type { Choice } from './choices.tsx';
import { FieldGroup, type FieldProps } from './field-shell.tsx';
import { useKept } from './kept.tsx';

/** What was typed of somebody else. */
export interface PersonValue {
  readonly surname: string;
  readonly name: string;
  readonly fiscal_code: string;
  readonly relation: string;
}

const BOXES = [
  { part: 'surname', label: 'Cognome' },
  { part: 'name', label: 'Nome' },
  { part: 'fiscal_code', label: 'Codice fiscale' },
] as const;

/** Somebody else: `name.surname`, `name.name`, `name.fiscal_code`, and who they are (`name.relation`) when it is asked. */
export function PersonField(
  props: FieldProps & { readonly value?: PersonValue | undefined; readonly relations?: readonly Choice[] | undefined },
) {
  const { name, value, relations = [], error } = props;
  const kept = useKept(name);
  return (
    <FieldGroup {...props}>
      {BOXES.map(({ part, label }, index) => (
        <div key={part} class="field-part">
          <label for={index === 0 ? name : `${name}.${part}`}>{label}</label>
          <input
            id={index === 0 ? name : `${name}.${part}`}
            class={`form-control${part === 'fiscal_code' ? ' box-medium box-capitals' : ''}`}
            type="text"
            name={`${name}.${part}`}
            value={kept?.(part) ?? value?.[part] ?? ''}
            maxlength={200}
            autocomplete="off"
            spellcheck={false}
            aria-invalid={error ? 'true' : undefined}
          />
        </div>
      ))}
      {relations.length > 0 && (
        <div class="field-part">
          <label for={`${name}.relation`}>Chi è per te</label>
          <select id={`${name}.relation`} class="form-control box-medium" name={`${name}.relation`}>
            <option value="">Scegli</option>
            {relations.map((choice) => (
              <option
                key={choice.value}
                value={choice.value}
                selected={choice.value === (kept?.('relation') ?? value?.relation)}
              >
                {choice.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </FieldGroup>
  );
}
