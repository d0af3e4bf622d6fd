import { z } from 'zod';
import { conditionSchema } from '../../kernel/condition-schema.ts';
import { trialRulesSchema } from '../../kernel/trial-rules.ts';
import { uncertainSchema } from './field.ts';
import { severalSchema } from './several-schema.ts';

const id = z.string().regex(/^[a-z][a-z0-9_-]*$/);
const procedureId = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const words = z.string().trim().min(1).max(1500);
const civilDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Who may apply, one rule at a time: each is told to the person with what holds and what does not. */
const eligibilitySchema = z.strictObject({
  id,
  /** The requirement, as one reads it: "Età non superiore a 67 anni". */
  rule: words,
  /** Names: `applicant.…`, and answers as `section.field`. */
  holds: conditionSchema,
  /** Said to who does not meet it: what is wrong and what to do. */
  message: words,
  norm: words,
  severity: z.enum(['error', 'warning']).default('error'),
  uncertain: uncertainSchema.optional(),
});

/** A valid filing of another procedure that must be there before this one is filed. */
const prerequisiteSchema = z.strictObject({ procedure: procedureId, message: words, norm: words.optional() });

/** Applications of one group stand beside each other; the lowest rank prevails, or only one may be filed at all. */
const parallelSchema = z.strictObject({
  group: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  rank: z.int().min(1).max(99),
  /** False: whoever files this one may file none of the others. */
  together: z.boolean().default(true),
  rule: words,
  norm: words.optional(),
  uncertain: uncertainSchema.optional(),
});

const notFiledSchema = z.strictObject({ words, norm: words.optional(), uncertain: uncertainSchema.optional() });

/** What follows from what a person does after filing (sanctions above all). */
const effectSchema = z.strictObject({
  event: z.string().regex(/^[a-z][a-z_]*$/),
  /** How the event is called, for those that {@link EVENT_WORDS} does not name. */
  title: words.optional(),
  what: words,
  scope: z.enum(['ranking', 'teaching_class', 'school', 'all']),
  period: z.enum(['school_year', 'validity', 'round']),
  norm: words,
  uncertain: uncertainSchema.optional(),
});

/** What comes after the closing, with its days when they are known. */
const laterSchema = z.strictObject({
  id,
  title: words,
  what: words,
  from: civilDay.optional(),
  to: civilDay.optional(),
  uncertain: uncertainSchema.optional(),
});

/** What surrounds the questions: who may apply, beside what, with which consequences. Releases of before have none. */
export const envelopeKeys = {
  eligibility: z.array(eligibilitySchema).max(50).optional(),
  prerequisites: z.array(prerequisiteSchema).max(10).optional(),
  parallel: parallelSchema.optional(),
  /** Without it a person has one application of the procedure. */
  several: severalSchema.optional(),
  /** The effect of not filing. */
  not_filed: notFiledSchema.optional(),
  effects: z.array(effectSchema).max(50).optional(),
  later: z.array(laterSchema).max(50).optional(),
  /** The trials of a competition. */
  trials: trialRulesSchema.optional(),
};

export type EligibilityRule = z.infer<typeof eligibilitySchema>;
export type Prerequisite = z.infer<typeof prerequisiteSchema>;
export type Parallel = z.infer<typeof parallelSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type LaterPhase = z.infer<typeof laterSchema>;

/** Events as people read them; an event of another name brings its own title. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  renounce: 'Se rinunci',
  no_show: 'Se non prendi servizio',
  abandon: 'Se lasci il servizio',
  late: 'Se arrivi in ritardo',
  exclude: 'Se sei escluso',
  false_declaration: 'Se una dichiarazione non è vera',
  no_reply: 'Se non rispondi',
  accept: 'Se accetti',
  revoke: 'Se revochi la domanda',
};
