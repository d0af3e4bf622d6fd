import { z } from 'zod';
import { conditionSchema, formulaSchema } from './condition-schema.ts';

const said = {
  /** What the criterion is called where an order is explained: "numero di figli a carico". */
  label: z.string().min(1).optional(),
  norm: z.string().min(1).optional(),
  uncertain: z.strictObject({ why: z.string().min(1), sources: z.array(z.string()).min(1) }).optional(),
};

/** A criterion that one meets or does not: a condition, alone or with the words it is explained by. */
const prioritySchema = z.union([z.strictObject({ when: conditionSchema, label: z.string().min(1) }), conditionSchema]);

/**
 * How a ranking is ordered: the first criterion in which two people differ decides. Names are those of conditions:
 * `position.x`, `applicant.x`, `section.field`. Who has not answered comes after who has.
 */
const criterionSchema = z.discriminatedUnion('by', [
  z.strictObject({ ...said, by: z.literal('tier'), field: z.string(), order: z.array(z.string()).min(1) }),
  z.strictObject({ ...said, by: z.literal('points') }),
  z.strictObject({ ...said, by: z.literal('section_points'), section: z.string() }),
  /** Letters of preference, strongest first: who has the strongest comes first; then the next one, and so on. */
  z.strictObject({ ...said, by: z.literal('codes'), field: z.string(), order: z.array(z.string()).min(1).max(50) }),
  /** A number answered, or worked out. */
  z.strictObject({
    ...said,
    by: z.literal('number'),
    field: z.string().optional(),
    formula: formulaSchema.optional(),
    first: z.enum(['higher', 'lower']),
  }),
  z.strictObject({ ...said, by: z.literal('yes'), field: z.string() }),
  z.strictObject({ ...said, by: z.literal('date'), field: z.string(), first: z.enum(['younger', 'older']) }),
  /** Criteria one after the other: who meets the first comes before who does not, then the second decides. */
  z.strictObject({ ...said, by: z.literal('priority'), order: z.array(prioritySchema).min(1).max(50) }),
  /** By lot, with a seed put on record: the last resort. */
  z.strictObject({ ...said, by: z.literal('draw'), words: z.string().min(1) }),
]);

export const criteriaSchema = z.array(criterionSchema).min(1).max(30);

export type Criterion = z.infer<typeof criterionSchema>;
export type CriterionOf<K extends Criterion['by']> = Extract<Criterion, { by: K }>;
