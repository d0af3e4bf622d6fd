import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { uncertainSchema } from './field.ts';

/** Wall clock of Europe/Rome. Without seconds it means `:00` (an act that says 23:59 closes at 23:59:00). */
const wallClockSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/);

/**
 * A time in which something may be done: filing, undoing a proviso, choosing posts, taking an application back after
 * the closing, complaining, supplying what was missing.
 */
export const windowSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['filing', 'proviso', 'choice', 'revocation', 'complaint', 'supplement']),
  title: z.string(),
  opens: wallClockSchema,
  closes: wallClockSchema,
  /** Whose it is. Of the windows of a kind, the first whose `for` holds says which category the person belongs to. */
  for: conditionSchema.optional(),
  note: z.string().optional(),
  /** The act that sets its instants, told to who comes outside them. */
  norm: z.string().min(1).optional(),
  uncertain: uncertainSchema.optional(),
});

export type Window = z.infer<typeof windowSchema>;
export type WindowKind = Window['kind'];
