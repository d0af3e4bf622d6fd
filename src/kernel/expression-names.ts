import { type Expression, partsOf } from './expression.ts';

/** A name that an expression reads, and the part that reads it. */
export interface NameRead {
  /** `field`, `section.field`, `section[]` for its items, `section[].field` for an answer of theirs. */
  readonly name: string;
  readonly by: Expression;
}

/** Every name read, in reading order. What is measured with `size` may be a list or a section: both are named. */
export function namesIn(expression: Expression, items: ReadonlyMap<string, string> = new Map()): readonly NameRead[] {
  const inside = (part: Expression) => namesIn(part, items);
  switch (expression.kind) {
    case 'name':
      return [{ name: expression.name, by: expression }];
    case 'item':
      return [{ name: `${items.get(expression.of) ?? ''}[].${expression.field}`, by: expression }];
    case 'call': {
      const [of] = expression.args;
      const measured = expression.name === 'size' && of?.kind === 'name' ? [{ name: `${of.name}[]`, by: of }] : [];
      return [...expression.args.flatMap(inside), ...measured];
    }
    case 'each': {
      const section = sectionOf(expression);
      const over =
        typeof expression.over === 'string' ? [{ name: `${section}[]`, by: expression }] : inside(expression.over);
      return [...over, ...namesIn(expression.body, new Map(items).set(expression.as, section))];
    }
    default:
      return partsOf(expression).flatMap(inside);
  }
}

/** The section that is gone through, also after filters. */
export function sectionOf({ over }: Extract<Expression, { kind: 'each' }>): string {
  return typeof over === 'string' ? over : sectionOf(over);
}
