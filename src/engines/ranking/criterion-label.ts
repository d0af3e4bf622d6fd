import type { Criterion } from '../../kernel/ranking-criteria.ts';

/** What a criterion is called where an order is explained: by its own words, where it has them. */
export function labelOf(criterion: Criterion): string {
  if (criterion.by === 'draw') return criterion.words;
  return criterion.label ?? plainLabel(criterion);
}

function plainLabel(criterion: Exclude<Criterion, { by: 'draw' }>): string {
  switch (criterion.by) {
    case 'points':
      return 'Più punti';
    case 'section_points':
      return `Più punti nella parte ${criterion.section}`;
    case 'tier':
      return 'Fascia';
    case 'codes':
      return 'Titolo di preferenza';
    case 'priority':
      return 'Criterio di precedenza';
    case 'yes':
      return 'Lo ha dichiarato';
    case 'number':
      return criterion.first === 'higher' ? 'Numero più alto' : 'Numero più basso';
    case 'date': {
      const younger = criterion.first === 'younger';
      if (criterion.field.endsWith('birth_date')) return `Più ${younger ? 'giovane' : 'anziano'} d’età`;
      return `Data ${younger ? 'più recente' : 'più lontana'}`;
    }
  }
}

/** What the `place`-th criterion of a priority is called. */
export function priorityLabel(criterion: Criterion & { by: 'priority' }, place: number): string {
  const each = criterion.order[place];
  return each !== undefined && 'when' in each ? each.label : `${labelOf(criterion)} ${place + 1}`;
}
