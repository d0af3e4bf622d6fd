import { DateBoxes } from './date-field.tsx';
import { FieldGroup, type FieldProps } from './field-shell.tsx';
import { useKept } from './kept.tsx';

/** What was typed of a payment; the day as `day/month/year` or `YYYY-MM-DD`. */
export interface PaymentValue {
  readonly notice: string;
  readonly date: string;
}

interface PaymentFieldProps extends FieldProps {
  readonly value?: PaymentValue | undefined;
  /** "10,00 €"; absent while it is not known. */
  readonly amount?: string | undefined;
  readonly reason: string;
}

/** What to pay and why, then number of the notice (`name.notice`) and day (`name.date.day`…) of the payment. */
export function PaymentField(props: PaymentFieldProps) {
  const { name, value, amount, reason, error } = props;
  const kept = useKept(name);
  return (
    <FieldGroup {...props}>
      <dl class="payment">
        <dt>Importo</dt>
        <dd>{amount ?? 'si sa quando hai risposto alle domande precedenti'}</dd>
        <dt>Causale</dt>
        <dd>{reason}</dd>
      </dl>
      <div class="field-part">
        <label for={name}>Numero dell’avviso (18 cifre)</label>
        <input
          id={name}
          class="form-control box-medium"
          type="text"
          inputmode="numeric"
          name={`${name}.notice`}
          value={kept?.('notice') ?? value?.notice ?? ''}
          maxlength={30}
          autocomplete="off"
          aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <fieldset class="field-part">
        <legend>Giorno del pagamento</legend>
        <DateBoxes name={`${name}.date`} label="Giorno del pagamento" value={value?.date} />
      </fieldset>
    </FieldGroup>
  );
}
