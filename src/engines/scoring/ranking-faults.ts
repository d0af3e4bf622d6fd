import { namesIn } from '../../kernel/expression-names.ts';
import type { Criterion, CriterionOf } from '../../kernel/ranking-criteria.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { fieldOf, type World } from './asked.ts';
import { conditionFaults, formulaFaults, nowhere } from './condition-faults.ts';
import type { ScoringPack } from './pack-schema.ts';

/** From which kinds of question a criterion can compare people. */
const COMPARES: Readonly<Record<string, readonly string[]>> = {
  tier: ['enum', 'text'],
  codes: ['multi_enum', 'ranked_enum'],
  number: ['integer', 'decimal', 'money', 'computed'],
  yes: ['boolean', 'declaration', 'computed'],
  date: ['date'],
};

/** What is wrong with how a ranking is ordered: names that lead nowhere, codes nobody has, criteria that decide nothing. */
export function rankingFaults(pack: ScoringPack, world: World): readonly ReadingFault[] {
  const criteria = pack.ranking ?? [];
  const seen = new Set<string>();
  return criteria.flatMap((criterion, index) => {
    const path = `ranking.${index}`;
    const key = comparedBy(criterion);
    const again = seen.has(key);
    seen.add(key);
    const late = criterion.by === 'draw' && index < criteria.length - 1;
    return [
      ...(again ? [{ path, message: 'questo criterio c’è già: qui non decide più niente' }] : []),
      ...(late ? [{ path, message: 'dopo il sorteggio non si decide più niente: va per ultimo' }] : []),
      ...criterionFaults(pack, world, criterion, path),
    ];
  });
}

/** Two criteria that compare the same thing, whatever their words: the second never decides. */
function comparedBy(criterion: Criterion): string {
  switch (criterion.by) {
    case 'points':
    case 'draw':
      return criterion.by;
    case 'section_points':
      return `section ${criterion.section}`;
    case 'priority':
      return JSON.stringify(criterion.order);
    case 'number':
      return criterion.formula === undefined ? `field ${criterion.field}` : JSON.stringify(criterion.formula);
    default:
      return `field ${criterion.field}`;
  }
}

function criterionFaults(pack: ScoringPack, world: World, criterion: Criterion, path: string): readonly ReadingFault[] {
  switch (criterion.by) {
    case 'points':
    case 'draw':
      return [];
    case 'section_points': {
      const known = Object.values(pack.tables).some(({ sections }) =>
        sections.some(({ id }) => id === criterion.section),
      );
      const message = `nessuna tabella ha la parte "${criterion.section}"`;
      return known ? [] : [{ path: `${path}.section`, message }];
    }
    case 'priority':
      return criterion.order.flatMap((each, index) => {
        const [when, at] = 'when' in each ? [each.when, `${index}.when`] : [each, String(index)];
        return conditionFaults(pack.relations, world, when, `${path}.order.${at}`, 'il criterio non decide mai');
      });
    case 'number': {
      const { field, formula } = criterion;
      if ((field === undefined) === (formula === undefined)) {
        return [{ path, message: 'serve field oppure formula, uno dei due' }];
      }
      if (formula !== undefined) {
        const fixed = namesIn(formula).length === 0 ? [{ path: `${path}.formula`, message: FIXED }] : [];
        return [...formulaFaults(pack.relations, world, formula, `${path}.formula`), ...fixed];
      }
      return fieldFaults(world, { ...criterion, field: field ?? '' }, path);
    }
    default:
      return fieldFaults(world, criterion, path);
  }
}

const FIXED = 'la formula non guarda nessuna risposta: questo criterio non distingue nessuno';
const SAME = 'chi risponde dà sempre la stessa risposta: questo criterio non distingue nessuno';

/** One answer is all there is to give. Who leaves it out comes after, so it must be owed by everybody, too. */
function isSameForAll(world: World, name: string): boolean {
  const field = fieldOf(world, name);
  const values = field?.possible(name, [])?.values ?? [];
  const given = values.filter((value) => value !== undefined);
  return field?.owed === true && given.length === 1;
}

type FieldCriterion = (CriterionOf<'tier' | 'codes' | 'yes' | 'date'> | CriterionOf<'number'>) & {
  readonly field: string;
};

function fieldFaults(world: World, criterion: FieldCriterion, path: string): readonly ReadingFault[] {
  const { by, field: name } = criterion;
  const field = fieldOf(world, name);
  if (field === undefined) return [nowhere(name, `${path}.field`)];
  if (!COMPARES[by]?.includes(field.kind)) {
    const message = `"${name}" è di tipo ${field.kind}: questo criterio non lo sa confrontare`;
    return [{ path: `${path}.field`, message }];
  }
  if (isSameForAll(world, name)) return [{ path: `${path}.field`, message: SAME }];
  if (criterion.by !== 'tier' && criterion.by !== 'codes') return [];
  const { choices } = field;
  return criterion.order.flatMap((code, index) => {
    const at = `${path}.order.${index}`;
    if (criterion.order.indexOf(code) !== index) return [{ path: at, message: `"${code}" c’è due volte` }];
    if (choices === undefined || choices.includes(code)) return [];
    return [{ path: at, message: `"${code}" non è tra le scelte di "${name}"` }];
  });
}
