import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/icon.tsx';

/** What every field has in common. `name` is also the id, so that links of the error summary arrive. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  /** Where a prefilled value comes from: "Dal tuo profilo". */
  readonly source?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** The attributes that tie a control to its label, hint, source and error. */
export function tied({ name, hint, error, source, disabled }: FieldProps) {
  const described = [hint !== undefined && `${name}-hint`, source && `${name}-source`, error && `${name}-error`];
  return {
    id: name,
    disabled: disabled || undefined,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  };
}

/** Hint, source and error, in the order they stand under a label. */
export function FieldNotes({ name, hint, error, source }: FieldProps) {
  return (
    <>
      {hint !== undefined && (
        <div class="field-hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {source && (
        <p class="field-source" id={`${name}-source`}>
          <Icon name="it-user" /> {source}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${name}-error`}>
          <Icon name="it-error" />
          <span>
            <span class="visually-hidden">Errore: </span>
            {error}
          </span>
        </p>
      )}
    </>
  );
}

/** Label above, notes under it, then the control. */
export function FieldShell(props: FieldProps & { children?: ComponentChildren }) {
  return (
    <div class={props.error ? 'field field-wrong' : 'field'}>
      <label for={props.name}>
        {props.label}
        <Optional {...props} />
      </label>
      <FieldNotes {...props} />
      {props.children}
    </div>
  );
}

/**
 * A group of controls under one legend; the first control carries the name as id. One answer out of several is wrong as
 * a whole, and a single radio cannot say so: the group does.
 */
export function FieldGroup(props: FieldProps & { radios?: boolean; children?: ComponentChildren }) {
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid, disabled } = tied(props);
  return (
    <fieldset
      class={props.error ? 'field field-wrong' : 'field'}
      role={props.radios ? 'radiogroup' : undefined}
      aria-invalid={props.radios ? invalid : undefined}
      aria-describedby={describedBy}
      disabled={disabled}
    >
      <legend>
        {props.label}
        <Optional {...props} />
      </legend>
      <FieldNotes {...props} />
      {props.children}
    </fieldset>
  );
}

function Optional({ optional }: { optional?: boolean | undefined }) {
  return optional ? <span class="field-optional"> (facoltativo)</span> : null;
}
