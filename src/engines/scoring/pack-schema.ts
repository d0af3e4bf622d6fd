import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { criteriaSchema } from '../../kernel/ranking-criteria.ts';
import { uncertainSchema } from './points-schema.ts';
import { quotaSchema } from './quota-schema.ts';
import { tableSchema } from './table-schema.ts';

/** Pairs of values that count as the same ("equivalent" classes), or that belong together. */
const relationSchema = z.strictObject({
  /** How it is called where the rules are read: "Classi accorpate dal DM 255/2023". */
  title: z.string().trim().min(1).optional(),
  symmetric: z.boolean().default(false),
  pairs: z.array(z.tuple([z.string(), z.string()])),
  uncertain: uncertainSchema.optional(),
});

/** Many rankings: one for each item of a section that repeats. */
const manyPositions = z.strictObject({
  section: z.string(),
  key: z.array(z.string()).min(1),
  /** The field holding the teaching class: its kind and degree become `class_kind` and `degree`. */
  teaching_class: z.string().optional(),
  tables: z.array(z.strictObject({ when: conditionSchema.optional(), table: z.string() })).min(1),
});

/** One ranking for the whole application; its key is a word, or the answers (`section.field`) that name it. */
const onePosition = z.strictObject({
  single: z.strictObject({
    key: z.union([z.string().min(1), z.array(z.string()).min(1)]),
    /** What it is called on the pages. */
    label: z.string().optional(),
  }),
  tables: z.array(z.strictObject({ when: conditionSchema.optional(), table: z.string() })).min(1),
});

export const packSchema = z.strictObject({
  id: z.string(),
  norm: z.string(),
  /** The cycle whose figures count, where the points are written `by_cycle`. */
  cycle: z.string().optional(),
  relations: z.record(z.string(), relationSchema).default({}),
  /** Where the rankings asked for are, and which table values each. */
  positions: z.union([manyPositions, onePosition]),
  /** Which answers become facts, and what they are called when they give no points. */
  facts: z
    .array(
      z.strictObject({
        kind: z.string(),
        name: z.string(),
        from: z.union([
          z.enum(['position', 'applicant']),
          z.strictObject({ section: z.string() }),
          /** A form is one fact. */
          z.strictObject({ form: z.string() }),
        ]),
      }),
    )
    .min(1),
  tables: z.record(z.string(), tableSchema),
  /** Who comes before whom: the first criterion that differs decides. */
  ranking: criteriaSchema.optional(),
  quotas: z.array(quotaSchema).default([]),
});

export type ScoringPack = z.infer<typeof packSchema>;
export type Relations = ScoringPack['relations'];
export type PackFacts = ScoringPack['facts'][number];
