import { z } from 'zod';
import { conditionSchema, formulaSchema } from '../../kernel/condition-schema.ts';
import { propertySchema, wordsSchema } from './dossier-schema.ts';

/** A value or rule that could not be confirmed on the official act, with why and where it was read. */
export const uncertainSchema = z.strictObject({ why: z.string().min(1), sources: z.array(z.string()).min(1) });

/** One choice of an enumeration: the stable value and what the person reads. */
export const optionSchema = z.strictObject({
  value: z.string().min(1),
  label: z.string().min(1),
  hint: z.string().optional(),
  dossier: wordsSchema.optional(),
  uncertain: uncertainSchema.optional(),
});

const base = {
  /** Stable for ever: carry-over between releases goes by this name. */
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().min(1),
  hint: z.string().optional(),
  required: z.boolean().default(false),
  required_when: conditionSchema.optional(),
  /** Shown and counted only if it holds; names are fields of the same record or `section.field`. */
  when: conditionSchema.optional(),
  /** Read-only value taken from the profile: `profile.<name>`. Never posted, never stored with the answers. */
  source: z.string().optional(),
  dossier: propertySchema.optional(),
  /**
   * Written into the empty question for the person to keep or change: `profile.<name>`, or `last.<section>.<field>` of
   * the last filing in the same family.
   */
  prefill: z.string().optional(),
  autocomplete: z.string().optional(),
  /** Particular data (GDPR art. 9): encrypted at rest, never in logs, searches or rankings. */
  special: z.boolean().default(false),
  purpose: z.string().optional(),
  legal_basis: z.string().optional(),
  retention: z.string().optional(),
  /** The rule its limits come from, told to who goes beyond them. */
  norm: z.string().min(1).optional(),
  uncertain: uncertainSchema.optional(),
};

const optionsFrom = z.strictObject({ section: z.string(), field: z.string() });

const enumField = z.strictObject({ ...base, kind: z.literal('enum'), options: z.array(optionSchema).min(1) });
const integerField = z.strictObject({
  ...base,
  kind: z.literal('integer'),
  min: z.int().default(0),
  max: z.int().default(1_000_000),
});
const booleanField = z.strictObject({ ...base, kind: z.literal('boolean') });
const multiEnumField = z.strictObject({
  ...base,
  kind: z.literal('multi_enum'),
  options: z.array(optionSchema).default([]),
  /** The choices are the distinct values of a field of a repeated section. */
  options_from: optionsFrom.optional(),
  max: z.int().positive().optional(),
});
/** Some of the options in the order of the person's liking: the first chosen is the one liked most. */
const rankedEnumField = z.strictObject({
  ...base,
  kind: z.literal('ranked_enum'),
  options: z.array(optionSchema).min(2),
  max: z.int().positive().optional(),
});

/** What is asked of every line of a list of preferences. */
const attributeSchema = z.discriminatedUnion('kind', [
  enumField,
  multiEnumField,
  rankedEnumField,
  integerField,
  booleanField,
]);

const TARGETS = ['school', 'municipality', 'district', 'province', 'region', 'country', 'option'] as const;

/** What is asked for, line by line: schools, places that stand for all their schools, countries. */
const preferencesField = z.strictObject({
  ...base,
  kind: z.literal('preferences'),
  max: z.int().positive(),
  /** False: the order of the lines has no weight. */
  ordered: z.boolean().default(true),
  targets: z.array(z.enum(TARGETS)).min(1),
  /** `section.field` with the province or the region that every target must lie in. */
  within: z.string().optional(),
  /** What may be chosen as `option`. */
  options: z.array(optionSchema).default([]),
  attributes: z.array(attributeSchema).default([]),
  /** The kinds of school that may be chosen, by grade; none named: all. */
  grades: z.array(z.enum(['nursery', 'primary', 'lower', 'upper', 'adult', 'boarding'])).default([]),
});

/** One question. The kind says how it is typed, read, checked and shown. */
export const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    max_length: z.int().positive().default(200),
    pattern: patternSchema(),
  }),
  z.strictObject({ ...base, kind: z.literal('textarea'), max_length: z.int().positive().default(2000) }),
  integerField,
  z.strictObject({
    ...base,
    kind: z.literal('decimal'),
    min: z.number().default(0),
    max: z.number().default(1_000_000),
    decimals: z.int().min(0).max(2).default(2),
  }),
  /** Euros with two decimals. */
  z.strictObject({ ...base, kind: z.literal('money'), min: z.number().default(0), max: z.number().default(1_000_000) }),
  booleanField,
  /** Must be true; `text` is the exact wording the person signs. */
  z.strictObject({ ...base, kind: z.literal('declaration'), text: z.string().min(1) }),
  z.strictObject({ ...base, kind: z.literal('date'), min: z.string().optional(), max: z.string().optional() }),
  enumField,
  multiEnumField,
  rankedEnumField,
  preferencesField,
  z.strictObject({
    ...base,
    kind: z.literal('mark'),
    bases: z.array(z.int().positive()).min(1).default([110, 100, 60, 10]),
  }),
  z.strictObject({ ...base, kind: z.literal('school_year'), first: schoolYearSchema(), last: schoolYearSchema() }),
  z.strictObject({ ...base, kind: z.literal('act') }),
  /** From a day to a day, both included. */
  z.strictObject({ ...base, kind: z.literal('period'), min: z.string().optional(), max: z.string().optional() }),
  /** Somebody else: a child, a spouse, the pupil. Abroad-born people have a fiscal code too. */
  z.strictObject({ ...base, kind: z.literal('person'), relations: z.array(optionSchema).default([]) }),
  /** What was paid through a notice (avviso pagoPA): its number and the day. `amount` comes to euros. */
  z.strictObject({
    ...base,
    kind: z.literal('payment'),
    amount: z.union([z.number().positive(), formulaSchema]).optional(),
    reason: z.string(),
  }),
  /** Worked out from the answers before it, never typed; conditions, points and what is filed may use it. */
  z.strictObject({
    ...base,
    kind: z.literal('computed'),
    formula: formulaSchema,
    as: z.enum(['integer', 'decimal', 'money', 'text', 'boolean']),
    /** What the number counts: "giorni". */
    unit: z.string().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('teaching_class'),
    /** Kinds of the class table that may be chosen here; none named: all. */
    kinds: z.array(z.string()).optional(),
  }),
  ...(['fiscal_code', 'email', 'phone', 'iban'] as const).map((kind) =>
    z.strictObject({ ...base, kind: z.literal(kind) }),
  ),
  z.strictObject({ ...base, kind: z.literal('province') }),
  z.strictObject({ ...base, kind: z.literal('region') }),
  z.strictObject({ ...base, kind: z.literal('district') }),
  z.strictObject({ ...base, kind: z.literal('municipality') }),
  z.strictObject({ ...base, kind: z.literal('country') }),
  z.strictObject({ ...base, kind: z.literal('school') }),
  z.strictObject({ ...base, kind: z.literal('schools'), max: z.int().positive() }),
  z.strictObject({
    ...base,
    kind: z.literal('file'),
    /** Media types accepted, as in `application/pdf`. */
    accept: z.array(z.string()).min(1),
    max_bytes: z.int().positive(),
  }),
]);

function patternSchema() {
  return z.strictObject({ regex: z.string(), message: z.string() }).optional();
}

function schoolYearSchema() {
  return z.string().regex(/^\d{4}\/\d{2}$/);
}

export type Field = z.infer<typeof fieldSchema>;
export type FieldKind = Field['kind'];
export type FieldOf<K extends FieldKind> = Extract<Field, { kind: K }>;
export type Attribute = z.infer<typeof attributeSchema>;
export type Option = z.infer<typeof optionSchema>;
export type Uncertain = z.infer<typeof uncertainSchema>;

/** Whether the person writes the answer into the form: not a file, nor what is known or worked out. */
export function isWritten(field: Field): boolean {
  return field.kind !== 'file' && field.kind !== 'computed' && field.source === undefined;
}
