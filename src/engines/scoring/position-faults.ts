import type { Condition } from '../../kernel/condition.ts';
import type { Names } from '../../kernel/expression-types.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { type Asked, type AskedField, isKnown, namesAround, type World } from './asked.ts';
import { nowhere, truthIn, typeFaults } from './condition-faults.ts';
import type { ScoringPack } from './pack-schema.ts';

/** The questions of whoever asks for a ranking; none of its own where there is one ranking for all. */
export function positionFields({ positions }: ScoringPack, asked: Asked): readonly AskedField[] | undefined {
  return 'single' in positions ? [] : asked(positions.section, 'list');
}

/** What is wrong with how rankings are named and given their table. */
export function positionFaults({ positions, relations }: ScoringPack, around: World): readonly ReadingFault[] {
  const unknown = (name: string, path: string) => (isKnownHere(around, name) ? [] : [nowhere(name, path)]);
  const keys = 'single' in positions ? singleKeys(positions.single.key) : positions.key;
  const at = 'single' in positions ? 'positions.single.key' : 'positions.key';
  const teachingClass = 'section' in positions ? positions.teaching_class : undefined;
  return [
    ...keys.flatMap((name, index) => unknown(name, `${at}.${index}`)),
    ...(teachingClass === undefined ? [] : unknown(teachingClass, 'positions.teaching_class')),
    ...positions.tables.flatMap(({ when }, index) => {
      const path = `positions.tables.${index}`;
      if (when === undefined) {
        const last = index === positions.tables.length - 1;
        return last ? [] : [{ path, message: 'vale sempre: le tabelle che seguono non servono a nessuno' }];
      }
      const wrong = typeFaults(namesHere(around, relations), when, `${path}.when`);
      if (wrong.length > 0) return wrong;
      const here = { ...around, own: around.position };
      if (truthIn(here, when) === 'never')
        return [{ path: `${path}.when`, message: 'questa tabella non vale per nessuna graduatoria' }];
      const before = positions.tables.slice(0, index).flatMap((each) => each.when ?? []);
      const left: Condition = { all: [when, ...before.map((each) => ({ not: each }))] };
      return before.length > 0 && truthIn(here, left) === 'never'
        ? [{ path: `${path}.when`, message: 'non ci si arriva mai: quando vale, ha già deciso una tabella di prima' }]
        : [];
    }),
  ];
}

function singleKeys(key: string | readonly string[]): readonly string[] {
  return typeof key === 'string' ? [] : key;
}

/** The answers of the position by their own names, and what its teaching class adds. */
function isKnownHere(around: World, name: string): boolean {
  return isKnown({ ...around, own: around.position }, name) || isKnown(around, `position.${name}`);
}

function namesHere(around: World, relations: object): Names {
  const names = namesAround({ ...around, own: around.position }, relations);
  return { ...names, value: (name) => names.value(name) ?? names.value(`position.${name}`) };
}
