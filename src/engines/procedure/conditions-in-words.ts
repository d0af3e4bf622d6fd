import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Condition } from '../../kernel/condition.ts';
import { conditionFrom } from '../../kernel/condition-from.ts';
import { printCondition } from '../../kernel/condition-print.ts';
import { readExpression } from '../../kernel/expression-parser.ts';

/**
 * The content of a release with its conditions as the text that is written for them. A tree whose text reads back as
 * another tree (older packs wrote some) stays a tree: two contents are the same exactly when they were.
 */
export function conditionsInWords(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(conditionsInWords);
  if (node === null || typeof node !== 'object') return node;
  if (isCondition(node)) return wordsOf(node) ?? node;
  return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, conditionsInWords(member)]));
}

const TESTS: ReadonlySet<string> = new Set([
  'is',
  'in',
  'has',
  'answered',
  'at_least',
  'at_most',
  'above',
  'below',
  'is_field',
  'has_field',
  'related',
]);

function isCondition(node: object): node is Condition {
  const [first, ...others] = Object.keys(node).sort(
    (left, right) => Number(right === 'field') - Number(left === 'field'),
  );
  if (first === 'field') return others.length > 0 && others.every((key) => TESTS.has(key));
  if ('count' in node) return Object.keys(node).every((key) => ['count', 'at_least', 'at_most'].includes(key));
  const [inside] = Object.values(node);
  if (others.length > 0 || inside === null || typeof inside !== 'object') return false;
  return Array.isArray(inside) ? first === 'all' || first === 'any' : first === 'not' || first === 'formula';
}

function wordsOf(condition: Condition): string | undefined {
  const said = printCondition(condition);
  const reading = readExpression(said);
  const same = reading.ok && canonicalJson(conditionFrom(reading.expression)) === canonicalJson(condition);
  return same ? said : undefined;
}
