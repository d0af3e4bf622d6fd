import { z } from 'zod';
import { pointsOf } from '../../kernel/points.ts';

/** Points as the act writes them (26.5), kept in hundredths. */
const written = z.number().min(0).max(1000).multipleOf(0.01).transform(pointsOf);

/** The same points with another figure every year of one act: `{ by_cycle: { 2025/26: 4, 2026/27: 5 } }`. */
const byCycle = z.strictObject({ by_cycle: z.record(z.string(), z.number()) }).transform((_, context) => {
  context.addIssue({ code: 'custom', message: 'non c’è un valore per il ciclo scritto in cycle' });
  return z.NEVER;
});

export const pointsSchema = z.union([written, byCycle]);

/** Points for one unit of a step: a figure, or a fraction that figures cannot write ("2/3"). In hundredths, not whole. */
export const rateSchema = z.union([
  pointsSchema,
  z
    .string()
    .refine((text) => /^[1-9]\d{0,2}\/[1-9]\d{0,2}$/.test(text), 'una frazione si scrive "2/3"')
    .transform((fraction) => {
      const [above = 0, below = 1] = fraction.split('/').map(Number);
      return (100 * above) / below;
    }),
]);

export const uncertainSchema = z.strictObject({ why: z.string().min(1), sources: z.array(z.string()).min(1) });

/** Takes from every `by_cycle` the figure of the pack's own cycle, before the pack is read. */
export function atCycle(source: unknown): unknown {
  if (!isPlain(source)) return source;
  const { cycle } = source;
  return typeof cycle === 'string' ? resolved(source, cycle) : source;
}

function resolved(value: unknown, cycle: string): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, cycle));
  if (!isPlain(value)) return value;
  const figures = value['by_cycle'];
  if (isPlain(figures) && Object.keys(value).length === 1)
    return Object.hasOwn(figures, cycle) ? figures[cycle] : value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, cycle)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
