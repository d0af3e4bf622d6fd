import { z } from 'zod';

/** Who may look for a procedure: the words of the catalogue's filter. A closed list, so that nobody is called two ways. */
const audienceKindSchema = z.enum([
  'permanent_teacher',
  'temporary_teacher',
  'religion_teacher',
  'support_staff',
  'head_teacher',
  'educator',
  'retired_staff',
  'parent',
  'external_candidate',
  'graduate',
  'anyone',
]);

/** What a procedure is about: the shelves of the catalogue. */
const familySchema = z.enum([
  'rankings',
  'mobility',
  'competitions',
  'pensions',
  'exams',
  'career',
  'families',
  'abroad',
  'communications',
]);

/** What the catalogue and the public page say of a procedure, beside what it asks. */
export const catalogueKeys = {
  /** Who it is for, by the catalogue's own words; `audience` says it in full. */
  who: z.array(audienceKindSchema).min(1).optional(),
  family: familySchema.optional(),
  /** What to have at hand before beginning, one thing per line. */
  need: z.array(z.string().trim().min(1).max(300)).min(1).max(20).optional(),
  /** The procedure of the cycle before: its last filed application may be begun from. */
  continues: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .optional(),
};

export type AudienceKind = z.infer<typeof audienceKindSchema>;
export type Family = z.infer<typeof familySchema>;
