import { type Answers, type Definition, itemsOf, valuesOf } from '../../engines/procedure/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { type Difference, differs } from './difference.ts';
import type { Example } from './example-schema.ts';

/**
 * What an example expects computed questions to come to: `section.field` of a form, `section.item.field` of a list or of
 * a section for each class. `null` is nothing, while an answer is missing. `seen` are the answers that count.
 */
export function computedDifferences(
  { expect }: Pick<Example, 'expect'>,
  definition: Definition,
  seen: Answers,
): readonly Difference[] {
  return Object.entries(expect.computed ?? {}).flatMap(([name, wanted]) => {
    const [section = '', ...path] = name.split('.');
    const field = path.pop() ?? '';
    const what = `valore di ${name}`;
    const asked = definition.sections.find(({ id }) => id === section)?.fields.find(({ id }) => id === field);
    if (asked?.kind !== 'computed') return [{ what, expected: said(wanted), got: 'non è un valore calcolato' }];
    const item = path.join('.');
    const values =
      item === ''
        ? valuesOf(seen, section)
        : (itemsOf(seen, section).find(({ id }) => id === item) ?? valuesOf(valuesOf(seen, section), item));
    return differs(what, said(wanted), said(values[field] ?? null));
  });
}

function said(value: unknown): string {
  return value === null ? 'niente' : canonicalJson(value);
}
