import { parseCivilDate } from '../../kernel/civil-date.ts';
import { APPLICANT_SECTION } from './applicant.ts';
import { aroundFaults, aroundTruth } from './around-conditions.ts';
import type { Definition, Fault } from './definition-schema.ts';
import { EVENT_WORDS } from './envelope-schema.ts';
import { officeFaults } from './office-faults.ts';
import { severalFaults } from './several-faults.ts';
import { trialFaults } from './trial-faults.ts';
import { categoryOf } from './windows-for.ts';

/** What is wrong around the questions: who may apply, when, to whom, beside what, with which consequences. */
export function envelopeFaults(definition: Definition): readonly Fault[] {
  return [
    ...categoryFaults(definition),
    ...officeFaults(definition),
    ...eligibilityFaults(definition),
    ...otherProcedureFaults(definition),
    ...severalFaults(definition),
    ...effectFaults(definition),
    ...laterFaults(definition),
    ...trialFaults(definition),
    ...definition.sections.flatMap(({ id }, index) =>
      id === APPLICANT_SECTION
        ? [{ path: `sections.${index}.id`, message: `"${id}" è il nome di chi presenta la domanda: scegline un altro` }]
        : [],
    ),
  ];
}

/** `for` that never hold, and windows behind one that takes everybody. */
function categoryFaults(definition: Definition): readonly Fault[] {
  const { windows } = definition;
  return windows.flatMap((window, index) => {
    const behind = windows
      .slice(0, index)
      .find((before) => before.kind === window.kind && takesAll(definition, before) && !sameCategory(before, window));
    const path = `windows.${index}.for`;
    return [
      ...(window.for === undefined ? [] : aroundFaults(definition, window.for, path)),
      ...(window.for !== undefined && aroundTruth(definition, window.for) === 'never'
        ? [{ path, message: 'questa condizione non può mai valere: la finestra non sarà di nessuno' }]
        : []),
      ...(behind === undefined
        ? []
        : [
            {
              path: `windows.${index}`,
              message: `nessuno ci arriva: la finestra "${behind.id}" viene prima e vale per tutti`,
            },
          ]),
    ];
  });
}

type AnyWindow = Definition['windows'][number];

function takesAll(definition: Definition, window: AnyWindow): boolean {
  return window.for === undefined || aroundTruth(definition, window.for) === 'always';
}

function sameCategory(one: AnyWindow, other: AnyWindow): boolean {
  return categoryOf(one) === categoryOf(other);
}

/** Rules told twice, that nobody or everybody meets, or that no one person can meet together. */
function eligibilityFaults(definition: Definition): readonly Fault[] {
  const rules = definition.eligibility ?? [];
  let met: readonly (typeof rules)[number]['holds'][] = [];
  return rules.flatMap((rule, index) => {
    const path = `eligibility.${index}`;
    const twice = rules.findIndex(({ id }) => id === rule.id) < index;
    const faults = aroundFaults(definition, rule.holds, `${path}.holds`);
    const truth = aroundTruth(definition, rule.holds);
    const before = met;
    if (rule.severity === 'error') met = [...met, rule.holds];
    const against = truth !== 'never' && rule.severity === 'error' && aroundTruth(definition, { all: met }) === 'never';
    if (against) met = before;
    return [
      ...(twice ? [{ path: `${path}.id`, message: `"${rule.id}" c’è due volte` }] : []),
      ...faults,
      ...(truth === 'never' ? [{ path: `${path}.holds`, message: 'nessuno può avere questo requisito' }] : []),
      ...(truth === 'always'
        ? [{ path: `${path}.holds`, message: 'questo requisito vale sempre: non dice nulla' }]
        : []),
      ...(against ? [{ path: `${path}.holds`, message: 'nessuno può averlo insieme ai requisiti di prima' }] : []),
    ];
  });
}

function otherProcedureFaults({ id, prerequisites = [] }: Definition): readonly Fault[] {
  return prerequisites.flatMap(({ procedure }, index) => {
    const path = `prerequisites.${index}.procedure`;
    if (procedure === id) return [{ path, message: 'una procedura non può chiedere sé stessa' }];
    const twice = prerequisites.findIndex((each) => each.procedure === procedure) < index;
    return twice ? [{ path, message: `"${procedure}" c’è due volte` }] : [];
  });
}

function effectFaults({ effects = [] }: Definition): readonly Fault[] {
  return effects.flatMap(({ event, title }, index) =>
    title === undefined && !Object.hasOwn(EVENT_WORDS, event)
      ? [{ path: `effects.${index}.event`, message: `"${event}" non ha un nome per le persone: aggiungi title` }]
      : [],
  );
}

function laterFaults({ later = [] }: Definition): readonly Fault[] {
  return later.flatMap(({ id, from, to }, index) => {
    const path = `later.${index}`;
    const days = Object.entries({ from, to }).filter(([, day]) => day !== undefined && parseCivilDate(day) !== day);
    return [
      ...(later.findIndex((each) => each.id === id) < index
        ? [{ path: `${path}.id`, message: `"${id}" c’è due volte` }]
        : []),
      ...days.map(([side]) => ({ path: `${path}.${side}`, message: 'questo giorno non esiste' })),
      ...(from !== undefined && to !== undefined && from > to
        ? [{ path: `${path}.to`, message: 'la fase finisce prima di cominciare' }]
        : []),
    ];
  });
}
