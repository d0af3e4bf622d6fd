import { z } from 'zod';
import { conditionSchema, formulaSchema } from '../../kernel/condition-schema.ts';
import { pointsSchema, rateSchema } from './points-schema.ts';

const unitSchema = z.strictObject({ one: z.string(), many: z.string() });

/** Progressive rates: each step pays the units up to its bound at its own rate; the last may have no bound. */
const stepsSchema = z.array(z.strictObject({ up_to: z.number().positive().optional(), points: rateSchema })).min(1);

export const ruleSchema = z.discriminatedUnion('kind', [
  /** The same points for each title. */
  z.strictObject({ kind: z.literal('each'), points: pointsSchema }),
  /** Points for each unit of a number declared (years, for instance); `steps` for progressive rates. */
  z.strictObject({
    kind: z.literal('amount'),
    field: z.string().optional(),
    /** How many there are, worked out. */
    per: formulaSchema.optional(),
    unit: unitSchema,
    points: pointsSchema.optional(),
    steps: stepsSchema.optional(),
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
  /** The mark itself: rescaled to `scale` with so many decimals, times the points of one (a mean of 7.35 out of ten). */
  z.strictObject({
    kind: z.literal('scaled'),
    mark: z.string(),
    scale: z.int().positive(),
    decimals: z.union([z.literal(0), z.literal(2)]).default(2),
    points: pointsSchema.default(100),
    no_mark: pointsSchema.optional(),
  }),
  /** Points for each month or fraction of at least `fraction` days. */
  z.strictObject({
    kind: z.literal('months'),
    from: z.string(),
    to: z.string(),
    /** The days of one school year are summed; without it, those of all the years. */
    year: z.string().optional(),
    points: pointsSchema.optional(),
    /** Progressive rates over the months of all the years: 48 whole, then two thirds each. */
    steps: stepsSchema.optional(),
    /** False: each service is counted by itself. */
    sum_days: z.boolean().default(true),
    month_days: z.int().positive().default(30),
    fraction: z.int().positive().default(16),
    /** Of one year where there is one; else in all. */
    max_months: z.int().positive().optional(),
    /** When it holds, the service counts as the whole year (`max_months`) whatever the days. */
    full_when: conditionSchema.optional(),
    /** What so many days are called, where they are not a month: a school year valid with 180 days. */
    unit: unitSchema.optional(),
  }),
  /** Points for the actual days, each counted once: `points` for every `per` of them. */
  z.strictObject({
    kind: z.literal('days'),
    from: z.string(),
    to: z.string(),
    per: z.int().positive().default(1),
    points: pointsSchema,
    decimals: z.union([z.literal(0), z.literal(2)]).default(2),
  }),
  /** Points worked out: the formula over the fact, the position and the answers. */
  z.strictObject({
    kind: z.literal('value'),
    formula: formulaSchema,
    decimals: z.union([z.literal(0), z.literal(2)]).default(2),
    /** The rule as people read it; else the formula itself. */
    words: z.string().min(1).optional(),
  }),
]);

export type Rule = z.infer<typeof ruleSchema>;
export type RuleOf<K extends Rule['kind']> = Extract<Rule, { kind: K }>;
export type Steps = z.infer<typeof stepsSchema>;
