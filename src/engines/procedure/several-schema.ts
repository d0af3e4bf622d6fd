import { z } from 'zod';
import { uncertainSchema } from './field.ts';

const words = z.string().trim().min(1).max(1500);

/** Whoever has begun one application of this procedure may begin another. */
export const severalSchema = z.strictObject({
  /** Questions (`section.field`) of which no two valid filings have the same answers; none: as many as one likes. */
  one_for: z
    .array(z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/))
    .min(1)
    .max(5)
    .optional(),
  /** Among whose filings there is only one: this person's, or everybody's (one for each pupil, whichever parent files). */
  among: z.enum(['person', 'everyone']).default('person'),
  /** How applications of one person are told apart: "avviso {notice.number}". */
  title: z.string().trim().min(1).max(200),
  rule: words,
  norm: words.optional(),
  uncertain: uncertainSchema.optional(),
});

export type Several = z.infer<typeof severalSchema>;
