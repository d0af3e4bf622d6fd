import type { Condition } from '../../kernel/condition.ts';
import { conditionWritten } from '../../kernel/condition-schema.ts';
import type { Expression } from '../../kernel/expression.ts';
import type { Criterion } from '../../kernel/ranking-criteria.ts';
import type { ScoringPack } from './pack-schema.ts';
import { conditionsOfTable, namesOfItem } from './table-names.ts';
import type { TableItem } from './table-schema.ts';

/**
 * Every condition and formula by which a pack gives points and puts people in order. Where the person is a fact, the
 * bare names of the items that value it are of the person too.
 */
export function expressionsOfPack(pack: ScoringPack): readonly Expression[] {
  const tables = Object.values(pack.tables);
  const items = tables.flatMap(({ sections }) => sections.flatMap((section) => section.items));
  const persons = pack.facts.filter(({ from }) => from === 'applicant').map(({ kind }) => kind);
  const conditions = [
    ...pack.positions.tables.flatMap(({ when }) => when ?? []),
    ...tables.flatMap(conditionsOfTable),
    ...(pack.ranking ?? []).flatMap(conditionsOfCriterion),
    ...pack.quotas.flatMap(({ claimed }) => claimed ?? []),
  ];
  return [
    ...conditions.map((condition) => conditionWritten(condition).expression),
    ...items.flatMap(formulaOf),
    ...(pack.ranking ?? []).flatMap((criterion) => (criterion.by === 'number' ? (criterion.formula ?? []) : [])),
    ...items.filter(({ of }) => persons.includes(of)).flatMap(ofPerson),
  ];
}

function conditionsOfCriterion(criterion: Criterion): readonly Condition[] {
  if (criterion.by !== 'priority') return [];
  return criterion.order.map((each) => ('when' in each ? each.when : each));
}

function formulaOf({ rule }: TableItem): readonly Expression[] {
  if (rule.kind === 'value') return [rule.formula];
  return rule.kind === 'amount' && rule.per !== undefined ? [rule.per] : [];
}

function ofPerson(item: TableItem): readonly Expression[] {
  return namesOfItem(item)
    .filter((name) => !name.includes('.'))
    .map((name) => ({ kind: 'name', name: `applicant.${name}` }));
}
