import type { Definition } from '../../engines/procedure/index.ts';
import type { ScoringPack } from '../../engines/scoring/index.ts';
import { type ConditionNames, conditionWords } from '../../kernel/condition-words.ts';
import { resultWords } from '../../kernel/formula-words.ts';
import type { Criterion, CriterionOf } from '../../kernel/ranking-criteria.ts';
import { scoringNames } from './scoring-names.ts';

/** By their day of birth people are told as people. */
const BIRTH = 'applicant.birth_date';

type Quota = ScoringPack['quotas'][number];

/** Who comes before whom: a sentence for each criterion, in the order in which they decide. */
export function criterionWords(definition: Definition, pack: ScoringPack, criterion: Criterion): string {
  const names = scoringNames(definition, pack);
  switch (criterion.by) {
    case 'points':
      return 'Chi ha più punti';
    case 'section_points':
      return `Chi ha più punti nella sezione ${criterion.section} della tabella`;
    case 'tier':
    case 'codes':
      return `${names.field(criterion.field)}, in quest’ordine: ${criterion.order.map((each) => names.value(criterion.field, each)).join(', ')}`;
    case 'number':
      return `${numberWords(criterion, names)}: prima il numero più ${criterion.first === 'higher' ? 'alto' : 'basso'}`;
    case 'yes':
      return `Chi ha risposto sì a ${names.field(criterion.field)}`;
    case 'date':
      if (criterion.field === BIRTH) return criterion.first === 'younger' ? 'Chi è più giovane' : 'Chi è meno giovane';
      return `${names.field(criterion.field)}: prima la data più ${criterion.first === 'younger' ? 'recente' : 'lontana'}`;
    case 'priority':
      return `Nell’ordine: ${criterion.order.map((each) => priorityWords(each, names)).join('; poi ')}`;
    case 'draw':
      return criterion.words;
  }
}

function numberWords({ field, formula }: CriterionOf<'number'>, names: ConditionNames): string {
  if (field !== undefined) return names.field(field);
  return formula === undefined ? 'il numero calcolato' : resultWords(formula, names);
}

/** Its own words where it has them, else the condition's. */
function priorityWords(priority: CriterionOf<'priority'>['order'][number], names: ConditionNames): string {
  return 'when' in priority ? priority.label : conditionWords(priority, names);
}

/** A share of the seats, in words. */
export function quotaWords({ share, of, at_least, only_above, ceiling }: Quota): string {
  return [
    `${percent(share)} dei posti${of === 'full_posts' ? ' interi' : ''}`,
    ...(at_least === undefined ? [] : [`almeno ${at_least}`]),
    ...(only_above === undefined ? [] : [`solo dove i posti sono più di ${only_above}`]),
    ...(ceiling === undefined ? [] : [`insieme alle altre non oltre il ${percent(ceiling)}`]),
  ].join(', ');
}

function percent(hundredths: number): string {
  return `${String(hundredths / 100).replace('.', ',')}%`;
}
