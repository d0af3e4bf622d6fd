import type { ComponentChildren } from 'preact';
import { errorFor, type FieldError, Select, TextArea } from '../../../ui/index.ts';
import { reasonsFor } from '../../enablement/index.ts';
import { LONGEST_NOTE } from '../decision.ts';
import type { TypedRevocation } from '../typed-state.ts';

interface RevocationFieldsProps {
  readonly by: 'clerk' | 'officer';
  readonly typed: TypedRevocation;
  readonly errors: readonly FieldError[];
  /** What the role has to show: the document in hand, or the act of the office. */
  readonly children: ComponentChildren;
}

/** Why an enablement ends, on what ground, and in which words the person is told. */
export function RevocationFields({ by, typed, errors, children }: RevocationFieldsProps) {
  return (
    <>
      <Select
        name="reason"
        label="Motivo"
        choices={reasonsFor(by)}
        value={typed.reason}
        width="full"
        error={errorFor(errors, 'reason')}
      />
      {children}
      <TextArea
        name="note"
        label="Spiegazione per la persona"
        value={typed.note}
        rows={3}
        maxlength={LONGEST_NOTE}
        optional
        error={errorFor(errors, 'note')}
      />
    </>
  );
}
