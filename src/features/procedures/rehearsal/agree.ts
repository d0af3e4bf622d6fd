import type { Definition, Section, Value, Values } from '../../../engines/procedure/index.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import type { Dice } from './dice.ts';

/** Answers of one record that people give together: days in their school year, a start before its end. */
export function agreeing(definition: Definition, section: Section, values: Values, dice: Dice): Values {
  const agreed: { [field: string]: Value } = { ...values };
  const text = (field: string) => (typeof agreed[field] === 'string' ? (agreed[field] as string) : undefined);
  for (const check of definition.checks) {
    if (check.section !== section.id) continue;
    if (check.check === 'within_school_year') {
      const year = text(check.school_year);
      if (year === undefined || text(check.field) === undefined) continue;
      agreed[check.field] = addDays(`${year.slice(0, 4)}-09-01` as CivilDate, 10 + dice.below(280));
    }
  }
  for (const check of definition.checks) {
    if (check.section !== section.id || check.check !== 'in_order') continue;
    const [first, second] = [text(check.first), text(check.second)];
    if (first !== undefined && second !== undefined && first > second) {
      agreed[check.first] = second;
      agreed[check.second] = first;
    }
  }
  for (const check of definition.checks) {
    if (check.section !== section.id || check.check !== 'covers') continue;
    const year = text(check.school_year);
    if (year === undefined || text(check.from) === undefined || dice.chance(0.6)) continue;
    const second = Number(year.slice(0, 4)) + 1;
    agreed[check.from] = `${second}-01-10`;
    agreed[check.to] = `${second}-06-15`;
  }
  return agreed;
}
