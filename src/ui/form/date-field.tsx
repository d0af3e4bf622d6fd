import { type DateParts, dateParts } from './date-value.ts';
import { FieldGroup, type FieldProps, tied } from './field-shell.tsx';
import { useKeptText } from './kept.tsx';

export interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or what was typed as `day/month/year`. */
  readonly value?: string | undefined;
  /** A birth date: the browser may fill it in. */
  readonly birthday?: boolean | undefined;
}

const boxes: readonly { part: keyof DateParts; label: string; length: number }[] = [
  { part: 'day', label: 'Giorno', length: 2 },
  { part: 'month', label: 'Mese', length: 2 },
  { part: 'year', label: 'Anno', length: 4 },
];

/** Day, month and year in three boxes (`name.day`, `name.month`, `name.year`); read back with `dateFromForm`. */
export function DateField(props: DateFieldProps) {
  return (
    <FieldGroup {...props}>
      <DateBoxes {...props} />
    </FieldGroup>
  );
}

/** The three boxes alone, for groups that hold a date among other things. */
export function DateBoxes({ name, value, birthday, error }: DateFieldProps) {
  const parts = dateParts(value);
  const kept = {
    day: useKeptText(`${name}.day`),
    month: useKeptText(`${name}.month`),
    year: useKeptText(`${name}.year`),
  };
  return (
    <div class="field-row">
      {boxes.map(({ part, label, length }) => (
        <div key={part} class={`field-part part-${part}`}>
          <label for={part === 'day' ? name : `${name}.${part}`}>{label}</label>
          <input
            {...tied({ name: part === 'day' ? name : `${name}.${part}`, label })}
            aria-invalid={error ? 'true' : undefined}
            class="form-control"
            type="text"
            inputmode="numeric"
            name={`${name}.${part}`}
            value={kept[part] ?? parts[part]}
            maxlength={length}
            autocomplete={birthday ? `bday-${part}` : 'off'}
          />
        </div>
      ))}
    </div>
  );
}
