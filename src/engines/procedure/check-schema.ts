import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { uncertainSchema } from './field.ts';

const base = {
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  section: z.string(),
  /** What the person reads: what is wrong and how to put it right. */
  message: z.string().min(1),
  severity: z.enum(['error', 'warning']).default('error'),
  /** Only the records for which this holds are looked at. */
  when: conditionSchema.optional(),
  /** The rule it comes from, told with the message. */
  norm: z.string().min(1).optional(),
  uncertain: uncertainSchema.optional(),
};

/** A day of the second calendar year of a school year: '02-01' is 1 February. */
const monthDay = z.string().regex(/^\d{2}-\d{2}$/);

/** Rules that look at more than one field. Each kind is one word of the language of procedures. */
export const checkSchema = z.discriminatedUnion('check', [
  /** `second` is not before `first` (dates or school years of the same record). */
  z.strictObject({ ...base, check: z.literal('in_order'), first: z.string(), second: z.string() }),
  /** The date falls on or before the closing day of a window. */
  z.strictObject({ ...base, check: z.literal('by_close'), field: z.string(), window: z.string() }),
  /** The date falls in the school year of the same record (1 September – 31 August). */
  z.strictObject({ ...base, check: z.literal('within_school_year'), field: z.string(), school_year: z.string() }),
  /** No two items share a day, when they agree on every field named in `same`. */
  z.strictObject({
    ...base,
    check: z.literal('no_overlap'),
    from: z.string(),
    to: z.string(),
    same: z.array(z.string()).default([]),
  }),
  /** No two items with the same values in all these fields. */
  z.strictObject({ ...base, check: z.literal('unique'), fields: z.array(z.string()).min(1) }),
  /** Each code of the field, looked up in the registry, has this property equal to the value of another field. */
  z.strictObject({
    ...base,
    check: z.literal('belongs'),
    field: z.string(),
    lookup: z.enum(['school', 'municipality', 'teaching_class']),
    property: z.string(),
    equals: z.string(),
  }),
  /** The period begins by `first` and lasts at least until `last`, days of the school year's second calendar year. */
  z.strictObject({
    ...base,
    check: z.literal('covers'),
    from: z.string(),
    to: z.string(),
    school_year: z.string(),
    first: monthDay,
    last: monthDay,
  }),
  /**
   * The first preference is the place another answer names, or lies in it (CCNI on mobility: comune of assistance).
   * `whole`: the place itself is asked for, before anything that lies elsewhere.
   */
  z.strictObject({
    ...base,
    check: z.literal('first_is'),
    field: z.string(),
    place: z.string(),
    whole: z.boolean().optional(),
  }),
  /** The numbers of a field, over all the items of the section, add up to what is allowed. */
  z.strictObject({
    ...base,
    check: z.literal('total'),
    field: z.string(),
    at_least: z.number().optional(),
    at_most: z.number().optional(),
  }),
  /** A condition that must hold for every line of a list of preferences: names are its parts and its own questions. */
  z.strictObject({ ...base, check: z.literal('every_line'), field: z.string(), holds: conditionSchema }),
  /** A condition that must hold for every record of the section. */
  z.strictObject({ ...base, check: z.literal('must'), field: z.string().optional(), holds: conditionSchema }),
]);

export type Check = z.infer<typeof checkSchema>;
export type CheckOf<K extends Check['check']> = Extract<Check, { check: K }>;
