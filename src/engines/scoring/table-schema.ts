import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { pointsSchema, uncertainSchema } from './points-schema.ts';
import { ruleSchema } from './rule-schema.ts';

const factorSchema = z.strictObject({ when: conditionSchema, by: z.number().positive().max(10), why: z.string() });

const capPerSchema = z.strictObject({ field: z.string(), points: pointsSchema, why: z.string() });

const itemSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  norm: z.string().optional(),
  /** The kind of fact it values, and which of them. */
  of: z.string(),
  when: conditionSchema.optional(),
  rule: ruleSchema,
  /** Multiplied together, those that hold. */
  factors: z.array(factorSchema).default([]),
  /** For each value of these fields only the title worth most counts. */
  one_per: z.strictObject({ fields: z.array(z.string()).min(1), why: z.string() }).optional(),
  max_count: z.int().positive().optional(),
  /** At most so many points for each value of a field (the school year). */
  cap_per: capPerSchema.optional(),
  cap: pointsSchema.optional(),
  /** Counts also a title that the table discards elsewhere (art. on titles not reusable, declared exceptions). */
  reusable: z.boolean().default(false),
  uncertain: uncertainSchema.optional(),
});

const groupSchema = z.strictObject({
  items: z.array(z.string()).min(1),
  why: z.string(),
  cap: pointsSchema.optional(),
  /** Only the item of the group worth most counts. */
  best_only: z.boolean().default(false),
});

const sectionSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  items: z.array(itemSchema).min(1),
  groups: z.array(groupSchema).default([]),
  cap_per: capPerSchema.optional(),
  cap: pointsSchema.optional(),
  uncertain: uncertainSchema.optional(),
});

/** A limit on items of several sections: "B to M together at most 10". Applied in the order written, after the sections'. */
const tableGroupSchema = z.strictObject({
  sections: z.array(z.string()).default([]),
  items: z.array(z.string()).default([]),
  cap: pointsSchema,
  why: z.string(),
  uncertain: uncertainSchema.optional(),
});

const discardSchema = z.strictObject({ of: z.string(), when: conditionSchema, reason: z.string() });

export const tableSchema = z.strictObject({
  title: z.string(),
  norm: z.string(),
  discard: z.array(discardSchema).default([]),
  sections: z.array(sectionSchema).min(1),
  groups: z.array(tableGroupSchema).default([]),
  cap: pointsSchema.optional(),
  uncertain: uncertainSchema.optional(),
});

export type ScoringTable = z.infer<typeof tableSchema>;
export type TableSection = z.infer<typeof sectionSchema>;
export type TableItem = z.infer<typeof itemSchema>;
export type TableGroup = z.infer<typeof tableGroupSchema>;
