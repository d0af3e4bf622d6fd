import type { FieldError, Frame, Visitor } from '../../../ui/index.ts';

/** What every page of this feature is given besides its own matter. */
export interface Look {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly csrf: string;
  readonly notice: string | undefined;
  readonly errors: readonly FieldError[];
}
