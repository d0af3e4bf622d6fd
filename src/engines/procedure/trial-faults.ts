import { conditionWritten } from '../../kernel/condition-schema.ts';
import { truthOf } from '../../kernel/condition-truth.ts';
import { checkExpression } from '../../kernel/expression-check.ts';
import { faultsAt } from '../../kernel/reading-faults.ts';
import { stageOf, type Trial, type TrialRules } from '../../kernel/trial-rules.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import { namesWithin } from './field-type.ts';
import { possibleValues } from './possible-values.ts';

/** What is wrong with the trials of a competition: who comes after whom, what they add up to, in which of them. */
export function trialFaults(definition: Definition): readonly Fault[] {
  const { trials } = definition;
  if (trials === undefined) return [];
  const section = definition.sections.find(({ id }) => id === trials.contests?.section);
  return [
    ...contestFaults(trials, section),
    ...trials.list.flatMap((trial, index) => [
      ...oneTrial(trials, trial, index),
      ...whenFaults(definition, trials, section, index),
    ]),
    ...sumFaults(trials),
  ];
}

function contestFaults({ contests }: TrialRules, section: Section | undefined): readonly Fault[] {
  if (contests === undefined) return [];
  if (section?.kind !== 'list') {
    const message = `la sezione "${contests.section}" non c’è o non si ripete`;
    return [{ path: 'trials.contests.section', message }];
  }
  return contests.key.flatMap((name, index) =>
    section.fields.some(({ id }) => id === name)
      ? []
      : [{ path: `trials.contests.key.${index}`, message: `"${name}" non è una domanda di "${section.id}"` }],
  );
}

function oneTrial({ list }: TrialRules, trial: Trial, index: number): readonly Fault[] {
  const path = `trials.list.${index}`;
  const earlier = list.slice(0, index);
  const before = earlier.find(({ id }) => id === trial.after);
  const same = earlier.find((each) => stageOf(each) === stageOf(trial));
  const faults: (Fault | false)[] = [
    earlier.some(({ id }) => id === trial.id) && { path: `${path}.id`, message: `"${trial.id}" c’è due volte` },
    (trial.pass ?? 0) > trial.max && {
      path: `${path}.pass`,
      message: `la soglia (${trial.pass}) supera il massimo (${trial.max}): nessuno la passa`,
    },
    trial.after !== undefined &&
      before === undefined && { path: `${path}.after`, message: `"${trial.after}" non è una prova che viene prima` },
    before?.when !== undefined && {
      path: `${path}.after`,
      message: `"${before.id}" non la fanno tutti: chi non la fa non arriverebbe mai qui`,
    },
    trial.admits !== undefined &&
      !list.some(({ after }) => after === trial.id) && {
        path: `${path}.admits`,
        message: 'dopo questa prova non ce n’è un’altra a cui ammettere',
      },
    same !== undefined &&
      same.max !== trial.max && {
        path: `${path}.max`,
        message: `nella stessa fase "${same.id}" vale ${same.max}: la media vuole lo stesso massimo`,
      },
  ];
  return faults.filter((fault) => fault !== false);
}

/** The key is the same for everybody in one competition: only what is in it may decide who takes a trial. */
function whenFaults(
  definition: Definition,
  { contests, list }: TrialRules,
  section: Section | undefined,
  index: number,
): readonly Fault[] {
  const when = list[index]?.when;
  if (when === undefined) return [];
  const path = `trials.list.${index}.when`;
  const all = namesWithin(definition, section);
  const key = contests?.key ?? [];
  const names = {
    ...all,
    value: (name: string) => (key.includes(name) ? all.value(name) : undefined),
    lost: (name: string) => `"${name}" non distingue un concorso dall’altro: qui vale solo ciò che sta in contests.key`,
  };
  const faults = faultsAt(path, checkExpression(conditionWritten(when), names, 'boolean').faults);
  if (faults.length > 0) return faults;
  const truth = truthOf(when, (name) => {
    const field = section?.fields.find(({ id }) => id === name);
    return field && possibleValues(field, name, [when]);
  });
  return truth === 'never'
    ? [{ path, message: 'questa condizione non può mai valere: nessuno farà questa prova' }]
    : [];
}

function sumFaults({ list, titles, total }: TrialRules): readonly Fault[] {
  const stages = Map.groupBy(list, stageOf);
  const optional = [...stages].filter(([, trials]) => trials.every(({ when }) => when !== undefined));
  if (optional.length > 0) {
    const [stage = ''] = optional[0] ?? [];
    const path = `trials.list.${list.findIndex((trial) => stageOf(trial) === stage)}.when`;
    return [{ path, message: 'in questa fase ci vuole almeno una prova che fanno tutti, o il totale non torna' }];
  }
  const cents = (points: number) => Math.round(points * 100);
  const stagesMax = [...stages.values()].reduce((sum, [first]) => sum + cents(first?.max ?? 0), 0);
  const sum = (stagesMax + cents(titles?.max ?? 0)) / 100;
  return cents(total) === cents(sum)
    ? []
    : [{ path: 'trials.total', message: `le prove e i titoli fanno ${sum}, non ${total}` }];
}
