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

/** "Only if", written as a yes-or-no expression. Trees are what releases hold; nobody writes them. */
export const conditionSchema = z.string().transform((text, context): Condition => {
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
