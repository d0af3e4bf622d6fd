import type { Condition } from '../../kernel/condition.ts';
import { aroundFaults, aroundTruth, fieldCalled } from './around-conditions.ts';
import { nameFaults } from './definition-faults.ts';
import type { Definition, Fault } from './definition-schema.ts';
import type { OneOffice } from './office-schema.ts';

/** From which questions the office of each kind can be told. */
const TOLD_BY: Readonly<Record<'provincial' | 'regional' | 'school', readonly string[]>> = {
  provincial: ['province', 'municipality', 'school'],
  regional: ['region', 'province', 'municipality', 'school'],
  school: ['school'],
};

/** A rule for the recipient office that may leave an application without one, or with cases nobody reaches. */
export function officeFaults(definition: Definition): readonly Fault[] {
  const { office } = definition;
  if (office.by !== 'cases') return ruleFaults(definition, office, 'office');
  const always = office.cases.findIndex(({ when }) => aroundTruth(definition, when) === 'always');
  return [
    ...office.cases.flatMap(({ when, office: one }, index) => [
      ...aroundFaults(definition, when, `office.cases.${index}.when`),
      ...ruleFaults(definition, one, `office.cases.${index}.office`),
      ...(aroundTruth(definition, when) === 'never'
        ? [{ path: `office.cases.${index}.when`, message: 'questa condizione non può mai valere: il caso è inutile' }]
        : shadowFaults(definition, office.cases, index)),
      ...(always >= 0 && index > always
        ? [{ path: `office.cases.${index}`, message: `non ci si arriva mai: il caso ${always + 1} vale sempre` }]
        : []),
    ]),
    ...ruleFaults(definition, office.otherwise, 'office.otherwise'),
    ...(always >= 0
      ? [{ path: 'office.otherwise', message: `non ci si arriva mai: il caso ${always + 1} vale sempre` }]
      : []),
  ];
}

/** A case that holds only where one before it has decided already. */
function shadowFaults(definition: Definition, cases: readonly { when: Condition }[], index: number): readonly Fault[] {
  const [before, here] = [cases.slice(0, index), cases[index]];
  if (here === undefined || before.some(({ when }) => aroundTruth(definition, when) === 'always')) return [];
  const left: Condition = { all: [here.when, ...before.map(({ when }) => ({ not: when }))] };
  const message = 'non ci si arriva mai: quando vale, ha già deciso un caso di prima';
  return aroundTruth(definition, left) === 'never' ? [{ path: `office.cases.${index}.when`, message }] : [];
}

function ruleFaults(definition: Definition, rule: OneOffice, path: string): readonly Fault[] {
  if (rule.by === 'fixed') return [];
  const at = `${path}.field`;
  const field = rule.field.includes('.') ? fieldCalled(definition, rule.field) : undefined;
  if (field === undefined || rule.field.startsWith('applicant.')) {
    const lost = nameFaults(definition, undefined, [rule.field], at);
    return lost.length > 0 ? lost : [{ path: at, message: `"${rule.field}" non porta a nessuna domanda` }];
  }
  const told: readonly string[] = TOLD_BY[rule.kind];
  return told.includes(field.kind)
    ? []
    : [
        {
          path: at,
          message: `da una risposta di tipo ${field.kind} non si ricava questo ufficio: serve ${told.join(' o ')}`,
        },
      ];
}
