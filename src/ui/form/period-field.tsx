import { DateBoxes } from './date-field.tsx';
import { FieldGroup, type FieldProps } from './field-shell.tsx';

/** First and last day of a period, each `YYYY-MM-DD` or what was typed as `day/month/year`. */
export interface PeriodValue {
  readonly from: string;
  readonly to: string;
}

/** A first and a last day: `name.from.day`…, `name.to.day`…. */
export function PeriodField(props: FieldProps & { readonly value?: PeriodValue | undefined }) {
  const { name, value, error } = props;
  return (
    <FieldGroup {...props}>
      {(['from', 'to'] as const).map((end) => (
        <fieldset key={end} class="field-part">
          <legend>{end === 'from' ? 'Dal' : 'Al (ultimo giorno)'}</legend>
          <DateBoxes name={`${name}.${end}`} label="" value={value?.[end]} error={error} />
        </fieldset>
      ))}
    </FieldGroup>
  );
}
