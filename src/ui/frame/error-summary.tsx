import type { FieldError } from './frame.ts';

/**
 * Every error of the page in the order of the page, each a link to its field with the same words as beside it.
 * `autofocus` moves the focus here without JavaScript.
 */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">C’è un problema</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${encodeURIComponent(field)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message for one field, to be passed to its component. */
export function errorFor(errors: readonly FieldError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}
