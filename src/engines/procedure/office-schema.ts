import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { uncertainSchema } from './field.ts';

const uncertain = uncertainSchema.optional();

/** The office of a place answered: a province, a region, a school, or whatever tells which one. */
const byAnswerSchema = z.strictObject({
  by: z.literal('answer'),
  field: z.string(),
  kind: z.enum(['provincial', 'regional', 'school']),
  uncertain,
});

/** One and the same office for everybody: a directorate of the ministry. */
const fixedSchema = z.strictObject({
  by: z.literal('fixed'),
  kind: z.literal('ministry'),
  code: z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/),
  name: z.string().trim().min(1).max(200),
  uncertain,
});

const oneSchema = z.discriminatedUnion('by', [byAnswerSchema, fixedSchema]);

/** Who receives an application (ufficio destinatario): one rule, or the first of several cases that holds. */
export const officeSchema = z.discriminatedUnion('by', [
  byAnswerSchema,
  fixedSchema,
  z.strictObject({
    by: z.literal('cases'),
    cases: z
      .array(z.strictObject({ when: conditionSchema, office: oneSchema }))
      .min(1)
      .max(20),
    otherwise: oneSchema,
    uncertain,
  }),
]);

/** A rule without cases. */
export type OneOffice = z.infer<typeof oneSchema>;
