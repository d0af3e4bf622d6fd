import { z } from 'zod';

const gapSchema = z.strictObject({
  section: z.string(),
  item: z.string().optional(),
  field: z.string().optional(),
  code: z.string(),
});

const positionSchema = z.strictObject({
  table: z.string().optional(),
  total: z.number().optional(),
  without_proviso: z.number().optional(),
  lines: z.array(z.strictObject({ item: z.string(), points: z.number(), quantity: z.string().optional() })).optional(),
  /** How many lines give no points for a reason, and words those reasons contain. */
  discarded: z.number().optional(),
  reasons: z.array(z.string()).optional(),
  capped: z.number().optional(),
});

/** One application somebody made up, with what must come of it: the acceptance test an office can read. */
export const exampleSchema = z.strictObject({
  title: z.string().min(1),
  /** Where the expected figures are from. */
  source: z.string().optional(),
  answers: z.record(z.string(), z.unknown()),
  expect: z.strictObject({
    gaps: z.array(gapSchema).optional(),
    warnings: z.array(gapSchema).optional(),
    journey: z.record(z.string(), z.string()).optional(),
    positions: z.record(z.string(), positionSchema).optional(),
  }),
});

/** What else a file holds at its top is written once and pointed at by the cases. */
export const exampleFileSchema = z.object({ cases: z.array(exampleSchema).min(1).max(500) });

export type Example = z.infer<typeof exampleSchema>;
export type ExpectedGap = z.infer<typeof gapSchema>;
export type ExpectedPosition = z.infer<typeof positionSchema>;
