import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { uncertainSchema } from './points-schema.ts';

/** A share as acts write it, "7%" or "12,5%", kept in hundredths of one per cent. */
const shareSchema = z
  .string()
  .refine((text) => /^\d{1,3}([.,]\d{1,2})?\s?%$/.test(text), { error: 'una quota si scrive "7%"', abort: true })
  .transform((text) => Math.round(Number(text.replace('%', '').replace(',', '.').trim()) * 100))
  .refine((share) => share > 0 && share <= 10_000, 'una quota sta tra 0 e 100 per cento');

/** Seats set aside for a category (L. 68/1999 and others). Shown to people, and handed to the assignment. */
export const quotaSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  share: shareSchema,
  /** What the share is counted on: posts with full hours, or all. */
  of: z.enum(['full_posts', 'posts']).default('full_posts'),
  /** Who claims it, by their answers. */
  claimed: conditionSchema.optional(),
  /** Served only after these. */
  after: z.array(z.string()).default([]),
  /** At least so many seats, whatever the share. */
  at_least: z.int().positive().optional(),
  /** Only where there are more posts than these. */
  only_above: z.int().positive().optional(),
  /** All the quotas that name it share this ceiling. */
  ceiling: shareSchema.optional(),
  norm: z.string().optional(),
  note: z.string().optional(),
  uncertain: uncertainSchema.optional(),
});
