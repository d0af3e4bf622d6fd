import { z } from 'zod';
import type { Condition } from './condition.ts';
import { conditionFrom } from './condition-from.ts';
import { expressionOf } from './condition-print.ts';
import { type Expression, placeIn, type TextPlace, type Written } from './expression.ts';
import { readExpression } from './expression-parser.ts';

/** The texts of what was read from a file; what comes out of a release has none. */
const texts = new WeakMap<object, Written>();

/** How a condition was written; one that was not read from a text is printed. */
export function conditionWritten(condition: Condition): Written {
  return texts.get(condition) ?? { expression: expressionOf(condition), place: () => undefined };
}

/** How a formula was written. */
export function formulaWritten(formula: Expression): Written {
  return texts.get(formula) ?? { expression: formula, place: () => undefined };
}

/** A number, text or day to be worked out, written as text. A text that does not read is a fault with its place. */
export const formulaSchema = z.string().transform((text, context): Expression => {
  const written = readInto(text, context);
  texts.set(written.expression, written);
  return written.expression;
});

const textSchema = z.string().transform((text, context): Condition => {
  const written = readInto(text, context);
  const condition = conditionFrom(written.expression);
  texts.set(condition, written);
  return condition;
});

const NOTHING: Written = { expression: { kind: 'literal', value: false }, place: () => undefined };

/** What does not read becomes a fault, told with its place by `readingFaults`. */
function readInto(text: string, context: z.RefinementCtx): Written {
  const reading = readExpression(text);
  if (reading.ok) {
    const { expression, places } = reading;
    return { expression, place: (part) => placed(text, places.get(part)) };
  }
  const { message, within } = reading.fault;
  context.addIssue({ code: 'custom', message, params: { within }, continue: true });
  return NOTHING;
}

function placed(text: string, offset: number | undefined): TextPlace | undefined {
  return offset === undefined ? undefined : placeIn(text, offset);
}

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const boundSchema = z.union([z.string(), z.number()]);

const fieldConditionSchema = z.strictObject({
  field: z.string().min(1),
  is: scalarSchema.optional(),
  in: z.array(scalarSchema).optional(),
  has: scalarSchema.optional(),
  answered: z.boolean().optional(),
  at_least: boundSchema.optional(),
  at_most: boundSchema.optional(),
  above: boundSchema.optional(),
  below: boundSchema.optional(),
  is_field: z.string().optional(),
  has_field: z.string().optional(),
  related: z.strictObject({ by: z.string(), to: z.string() }).optional(),
});

const mapSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(mapSchema) }),
    z.strictObject({ any: z.array(mapSchema) }),
    z.strictObject({ not: mapSchema }),
    z.strictObject({
      count: z.strictObject({ of: z.string(), where: mapSchema.optional() }),
      at_least: z.number().optional(),
      at_most: z.number().optional(),
    }),
    fieldConditionSchema,
  ]),
);

/** "Only if", as a yes-or-no expression. */
export const conditionSchema = z.union([textSchema, mapSchema]);
