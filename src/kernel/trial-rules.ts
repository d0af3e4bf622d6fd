import { z } from 'zod';
import { conditionSchema } from './condition-schema.ts';

const id = z.string().regex(/^[a-z][a-z0-9_]*$/);
const words = z.string().trim().min(1).max(1500);
const points = z.number().positive().max(1000).multipleOf(0.01);

/** One trial (prova) of a competition. Points are written as in the act: 70 is 70,00. */
const trialSchema = z.strictObject({
  id,
  title: words,
  kind: z.enum(['computer', 'practical', 'oral']),
  what: words,
  max: points,
  /** Below it the trial is not passed. */
  pass: points.optional(),
  /** Trials of one stage count together, as a mean; a trial without one is a stage of its own. */
  stage: id.optional(),
  weight: z.int().min(1).max(100).default(1),
  /** The earlier trial that admits to this one; without it everybody who filed is called. */
  after: id.optional(),
  /** How many are admitted to what follows: so many for each post, and whoever has the points of the last. */
  admits: z.strictObject({ per_post: z.int().min(1).max(100) }).optional(),
  /** Only in some of the competitions; names are those of `contests.key`. */
  when: conditionSchema.optional(),
  /** Days there must be between the convocation and the trial. */
  notice_days: z.int().min(0).max(365).default(0),
  bring: z.array(words).max(20).default([]),
  norm: words,
  uncertain: z.strictObject({ why: z.string().min(1), sources: z.array(z.string()).min(1) }).optional(),
});

/** The trials of a competition, and how what they give adds up with the titles. */
export const trialRulesSchema = z.strictObject({
  /** One application may take part in several competitions: one for each item of the list, told apart by the key. */
  contests: z.strictObject({ section: z.string(), key: z.array(z.string()).min(1).max(5) }).optional(),
  list: z.array(trialSchema).min(1).max(20),
  /** Points of the titles, as the scoring gives them, up to a maximum. */
  titles: z.strictObject({ max: points, norm: words.optional() }).optional(),
  total: points,
});

export type TrialRules = z.infer<typeof trialRulesSchema>;
export type Trial = TrialRules['list'][number];

/** The stage a trial counts in. */
export function stageOf({ id: own, stage = own }: Pick<Trial, 'id' | 'stage'>): string {
  return stage;
}
