import { type Condition, namesUsed } from '../../kernel/condition.ts';
import { fieldTests, type Possible, truthOf } from '../../kernel/condition-truth.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { type Asked, type AskedField, CLASS_NAMES } from './asked.ts';
import { ruleFaults } from './rule-faults.ts';
import type { ScoringPack, TableItem } from './table-schema.ts';

const POSITION = 'position.';

/**
 * What the scoring of a procedure says that its questions cannot bear: facts nobody declares, names that lead nowhere,
 * points no answer can give, caps nobody can reach. Each with its place in the file.
 */
export function scoringFaults(pack: ScoringPack, asked: Asked): readonly ReadingFault[] {
  const position = asked(pack.positions.section);
  if (position === undefined) {
    return [{ path: 'positions.section', message: `la sezione "${pack.positions.section}" non c’è o non si ripete` }];
  }
  const facts = factFields(pack, asked, position);
  return [
    ...positionFaults(pack, position),
    ...facts.faults,
    ...Object.entries(pack.tables).flatMap(([id, table]) => {
      const at = `tables.${id}`;
      const used = pack.positions.tables.some((each) => each.table === id);
      return [
        ...(used ? [] : [{ path: at, message: 'nessuna graduatoria usa questa tabella' }]),
        ...table.discard.flatMap(({ of, when }, index) =>
          conditionFaults(
            pack,
            { own: facts.of.get(of) ?? [], position },
            when,
            `${at}.discard.${index}.when`,
            DISCARD,
          ),
        ),
        ...table.sections.flatMap((section, place) =>
          section.items.flatMap((item, index) =>
            itemFaults(
              pack,
              { own: facts.of.get(item.of) ?? [], position },
              item,
              `${at}.sections.${place}.items.${index}`,
            ),
          ),
        ),
      ];
    }),
  ];
}

const DISCARD = 'nessun titolo sarà mai scartato';
const NO_POINTS = 'nessuna risposta può dare questi punti';

interface World {
  /** The questions of the fact that is valued. */
  readonly own: readonly AskedField[];
  readonly position: readonly AskedField[];
}

function positionFaults({ positions }: ScoringPack, fields: readonly AskedField[]): readonly ReadingFault[] {
  const known = new Set([...fields.map((field) => field.id), ...CLASS_NAMES]);
  const unknown = (name: string, path: string) =>
    known.has(name) ? [] : [{ path, message: `"${name}" non porta a nessuna domanda` }];
  return [
    ...positions.key.flatMap((name, index) => unknown(name, `positions.key.${index}`)),
    ...unknown(positions.teaching_class, 'positions.teaching_class'),
    ...positions.tables.flatMap(({ when }, index) => {
      const path = `positions.tables.${index}.when`;
      const names = namesUsed(when).flatMap((name) => unknown(name, path));
      if (names.length > 0) return names;
      const truth = truthOf(when, (name) => possibleOf(fields, name, name, [when]));
      return truth === 'never' ? [{ path, message: 'questa tabella non vale per nessuna graduatoria' }] : [];
    }),
  ];
}

function factFields(pack: ScoringPack, asked: Asked, position: readonly AskedField[]) {
  const of = new Map<string, readonly AskedField[]>();
  const faults = pack.facts.flatMap(({ kind, from }, index) => {
    const fields = from === 'position' ? position : asked(from.section);
    if (fields !== undefined) of.set(kind, fields);
    return fields === undefined
      ? [
          {
            path: `facts.${index}.from`,
            message: `la sezione "${from === 'position' ? '' : from.section}" non c’è o non si ripete`,
          },
        ]
      : [];
  });
  return { of, faults };
}

function itemFaults(pack: ScoringPack, world: World, item: TableItem, path: string): readonly ReadingFault[] {
  const own = new Set(world.own.map((field) => field.id));
  const named = [
    ...(item.one_per?.fields ?? []).map((name) => [name, `${path}.one_per.fields`] as const),
    ...(item.cap_per === undefined ? [] : [[item.cap_per.field, `${path}.cap_per.field`] as const]),
  ];
  return [
    ...named
      .filter(([name]) => !own.has(name))
      .map(([name, at]) => ({ path: at, message: `"${name}" non porta a nessuna domanda` })),
    ...(item.when === undefined ? [] : conditionFaults(pack, world, item.when, `${path}.when`, NO_POINTS)),
    ...item.factors.flatMap(({ when }, index) =>
      conditionFaults(pack, world, when, `${path}.factors.${index}.when`, 'il fattore non si applica mai'),
    ),
    ...(item.rule.kind === 'months' && item.rule.full_when !== undefined
      ? conditionFaults(pack, world, item.rule.full_when, `${path}.rule.full_when`, 'non vale mai l’anno intero')
      : []),
    ...ruleFaults(world.own, item, path),
  ];
}

function conditionFaults(
  pack: ScoringPack,
  { own, position }: World,
  condition: Condition,
  path: string,
  ifNever: string,
): readonly ReadingFault[] {
  const fieldOf = (name: string) => {
    const about = name.startsWith(POSITION) ? position : own;
    return about.find((field) => field.id === name.replace(POSITION, ''));
  };
  const unknown = namesUsed(condition).filter(
    (name) => fieldOf(name) === undefined && !CLASS_NAMES.some((each) => name === `${POSITION}${each}`),
  );
  const faults = [
    ...unknown.map((name) => ({ path, message: `"${name}" non porta a nessuna domanda` })),
    ...fieldTests(condition).flatMap(({ path: way, test }) => {
      const at = way === '' ? path : `${path}.${way}`;
      const by = test.related?.by;
      const choices = fieldOf(test.field)?.choices;
      const absent = [test.is, ...(test.in ?? []), test.has].filter(
        (value) => value !== undefined && choices !== undefined && !choices.includes(String(value)),
      );
      return [
        ...(by === undefined || Object.hasOwn(pack.relations, by)
          ? []
          : [{ path: at, message: `la relazione "${by}" non c’è` }]),
        ...absent.map((value) => ({
          path: at,
          message: `${JSON.stringify(value)} non è tra le scelte di "${test.field}"`,
        })),
      ];
    }),
  ];
  if (faults.length > 0) return faults;
  const truth = truthOf(condition, (name) =>
    possibleOf(name.startsWith(POSITION) ? position : own, name.replace(POSITION, ''), name, [condition]),
  );
  return truth === 'never' ? [{ path, message: `questa condizione non può mai valere: ${ifNever}` }] : [];
}

/** Without the question's own `when`: its names belong to the questions, not to the table. */
function possibleOf(
  fields: readonly AskedField[],
  id: string,
  name: string,
  conditions: readonly Condition[],
): Possible | undefined {
  const possible = fields.find((field) => field.id === id)?.possible(name, conditions);
  return possible === undefined ? undefined : { values: possible.values };
}
