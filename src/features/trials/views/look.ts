import type { FieldError, Frame, Visitor } from '../../../ui/index.ts';

/** What every page of the office shows besides its own matter. */
export interface Look {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly notice: string | undefined;
  readonly errors: readonly FieldError[];
}
