import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { catalogueKeys } from './catalogue-schema.ts';
import { checkSchema } from './check-schema.ts';
import { dossierSchema } from './dossier-schema.ts';
import { envelopeKeys } from './envelope-schema.ts';
import { fieldSchema, uncertainSchema } from './field.ts';
import { officeSchema } from './office-schema.ts';
import { windowSchema } from './window-schema.ts';

const sectionBase = {
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string().min(1),
  intro: z.string().optional(),
  help: z.string().optional(),
  /** Sections that must be complete before this one can be filled in. */
  after: z.array(z.string()).default([]),
  when: conditionSchema.optional(),
  /** Where its limits and its checks come from, for those that do not name their own. */
  norm: z.string().min(1).optional(),
  fields: z.array(fieldSchema).min(1),
  uncertain: uncertainSchema.optional(),
};

/** `form`: one record. `list`: items with a stable id. `per`: one record for each distinct value of a list's field. */
export const sectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...sectionBase, kind: z.literal('form') }),
  z.strictObject({
    ...sectionBase,
    kind: z.literal('list'),
    min: z.int().min(0).default(0),
    max: z.int().positive().default(100),
    /** How one item is called ("titolo"), and how it is named on the page: "{teaching_class} – {tier}". */
    item_name: z.string().min(1),
    item_title: z.string().min(1),
    dossier: dossierSchema.optional(),
  }),
  z.strictObject({
    ...sectionBase,
    kind: z.literal('per'),
    of: z.strictObject({ section: z.string(), field: z.string() }),
    item_title: z.string().min(1),
  }),
]);

/** Schools may ask and decide for themselves: the answers that choose them, and before which section their questions go. */
const schoolPartsSchema = z.strictObject({ of: z.array(z.string()).min(1).max(10), before: z.string() });

const guideSchema = z.strictObject({ title: z.string(), file: z.string() });

/** The whole definition, as far as its shape goes; `readDefinition` also checks that its names exist. */
export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  summary: z.string().min(1),
  cycle: z.string().min(1),
  audience: z.string().min(1),
  ...catalogueKeys,
  legal_basis: z
    .array(z.strictObject({ act: z.string(), what: z.string(), uncertain: uncertainSchema.optional() }))
    .min(1),
  windows: z.array(windowSchema).min(1),
  office: officeSchema,
  ...envelopeKeys,
  /** Defaults for every field that does not say its own (GDPR artt. 5 and 25). */
  privacy: z.strictObject({ purpose: z.string(), legal_basis: z.string(), retention: z.string() }),
  /** What the person is told, word for word, before filing. */
  filing_notice: z.string().min(1),
  /** What happens after filing, one step per line. */
  next_steps: z.array(z.string()).default([]),
  /** Somebody else may come to the desk for the person, with a written proxy. Without it nobody may. */
  identification_by_proxy: z.boolean().optional(),
  sections: z.array(sectionSchema).min(1),
  school_parts: schoolPartsSchema.optional(),
  checks: z.array(checkSchema).default([]),
  guides: z.array(guideSchema).default([]),
});

export type Definition = z.infer<typeof definitionSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type ListSection = Extract<Section, { kind: 'list' }>;
export type PerSection = Extract<Section, { kind: 'per' }>;

/** What is wrong with a definition, and where: `sections.2.fields.0.kind`. */
export type Fault = ReadingFault;
