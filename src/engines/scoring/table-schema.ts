import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition.ts';
import { pointsOf } from '../../kernel/points.ts';

/** Points as the act writes them (26.5), kept in hundredths. */
const pointsSchema = z.number().min(0).max(1000).multipleOf(0.01).transform(pointsOf);

export const uncertainSchema = z.strictObject({ why: z.string().min(1), sources: z.array(z.string()).min(1) });

const ruleSchema = z.discriminatedUnion('kind', [
  /** The same points for each title. */
  z.strictObject({ kind: z.literal('each'), points: pointsSchema }),
  /** Points for each unit of a number declared (years, for instance); `steps` for progressive rates. */
  z.strictObject({
    kind: z.literal('amount'),
    field: z.string(),
    unit: z.strictObject({ one: z.string(), many: z.string() }),
    points: pointsSchema.optional(),
    steps: z.array(z.strictObject({ up_to: z.number().optional(), points: pointsSchema })).optional(),
  }),
  /** Points by the value of a field; a value not listed gives none. */
  z.strictObject({ kind: z.literal('lookup'), field: z.string(), points: z.record(z.string(), pointsSchema) }),
  /** Points by band of a mark rescaled to `scale`, fractions of half a point or more rounded up. */
  z.strictObject({
    kind: z.literal('band'),
    mark: z.string(),
    scale: z.int().positive(),
    bands: z.array(z.strictObject({ from: z.int(), points: pointsSchema })).min(1),
    /** For titles that give no mark. */
    no_mark: pointsSchema.optional(),
  }),
  /** Base points, more for each point of the rescaled mark above a threshold, more for the lode. */
  z.strictObject({
    kind: z.literal('above'),
    mark: z.string(),
    scale: z.int().positive(),
    threshold: z.int(),
    base: pointsSchema,
    per_point: pointsSchema,
    lode: pointsSchema,
    no_mark: pointsSchema.optional(),
  }),
  /** Points for each month or fraction of at least `fraction` days; the days of one year are summed. */
  z.strictObject({
    kind: z.literal('months'),
    from: z.string(),
    to: z.string(),
    year: z.string(),
    points: pointsSchema,
    month_days: z.int().positive().default(30),
    fraction: z.int().positive().default(16),
    max_months: z.int().positive(),
    /** When it holds, the service counts as the whole year whatever the days. */
    full_when: conditionSchema.optional(),
  }),
]);

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

const discardSchema = z.strictObject({ of: z.string(), when: conditionSchema, reason: z.string() });

export const tableSchema = z.strictObject({
  title: z.string(),
  norm: z.string(),
  discard: z.array(discardSchema).default([]),
  sections: z.array(sectionSchema).min(1),
  cap: pointsSchema.optional(),
  uncertain: uncertainSchema.optional(),
});

/** Pairs of values that count as the same ("equivalent" classes), or that belong together. */
const relationSchema = z.strictObject({
  symmetric: z.boolean().default(false),
  pairs: z.array(z.tuple([z.string(), z.string()])),
  uncertain: uncertainSchema.optional(),
});

export const packSchema = z.strictObject({
  id: z.string(),
  norm: z.string(),
  relations: z.record(z.string(), relationSchema).default({}),
  /** Where the rankings asked for are, and which table values each. */
  positions: z.strictObject({
    section: z.string(),
    key: z.array(z.string()).min(1),
    /** The field holding the teaching class: its kind and degree become `class_kind` and `degree`. */
    teaching_class: z.string(),
    tables: z.array(z.strictObject({ when: conditionSchema, table: z.string() })).min(1),
  }),
  /** Which answers become facts, and what they are called when they give no points. */
  facts: z
    .array(
      z.strictObject({
        kind: z.string(),
        name: z.string(),
        from: z.union([z.literal('position'), z.strictObject({ section: z.string() })]),
      }),
    )
    .min(1),
  tables: z.record(z.string(), tableSchema),
});

export type ScoringPack = z.infer<typeof packSchema>;
export type ScoringTable = z.infer<typeof tableSchema>;
export type TableSection = z.infer<typeof sectionSchema>;
export type TableItem = z.infer<typeof itemSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type RuleOf<K extends Rule['kind']> = Extract<Rule, { kind: K }>;
export type Relations = ScoringPack['relations'];
