import { z } from 'zod';
import { criteriaSchema } from '../../../kernel/ranking-criteria.ts';

const id = z.string().regex(/^[a-z][a-z0-9_]*$/);
const words = z.string().trim().min(1).max(1500);
const label = z.string().trim().min(1).max(300);

/** Seats of one kind: of a class, a timetable, a course. */
const placeSchema = z.strictObject({
  id,
  label,
  seats: z.int().min(0).max(2000),
  /** Only for who chose this answer; in the order of their liking where the question has one. */
  choice: z.strictObject({ of: z.string(), is: z.string() }).optional(),
});

/** What a criterion is worth, where the school gives points; the figure is judged with the table it makes. */
const worthSchema = z.looseObject({ id: z.string(), label, points: z.number() });

/**
 * What one school asks and decides for itself, as it writes it. Questions and points are written as those of a
 * procedure are; their own answers are called `here`.
 */
export const documentSchema = z.strictObject({
  procedure: z.string(),
  school: z.string().regex(/^[A-Z]{2}[A-Z0-9]{8}$/),
  name: label,
  /** The act of the council that decided it. */
  act: label,
  intro: words.optional(),
  places: z.array(placeSchema).min(1).max(50),
  questions: z
    .array(z.looseObject({ id, kind: z.string() }))
    .max(30)
    .default([]),
  points: z.array(worthSchema).max(60).default([]),
  order: criteriaSchema,
});

export type WrittenDocument = z.infer<typeof documentSchema>;
export type Place = z.infer<typeof placeSchema>;
