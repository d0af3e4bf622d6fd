import type { ReadingFault } from '../../kernel/reading-faults.ts';
import type { Asked, AskedField, World } from './asked.ts';
import { conditionFaults, nowhere } from './condition-faults.ts';
import type { PackFacts, ScoringPack } from './pack-schema.ts';
import { positionFaults, positionFields } from './position-faults.ts';
import { quotaFaults } from './quota-faults.ts';
import { rankingFaults } from './ranking-faults.ts';
import { type Reach, reachFaults } from './reach-faults.ts';
import { ruleFaults } from './rule-faults.ts';
import type { ScoringTable, TableItem } from './table-schema.ts';

/**
 * What the scoring of a procedure says that its questions cannot bear: facts nobody declares, names that lead nowhere,
 * points no answer can give, caps nobody can reach. Each with its place in the file.
 */
export function scoringFaults(pack: ScoringPack, asked: Asked): readonly ReadingFault[] {
  const { positions } = pack;
  const position = positionFields(pack, asked);
  if (position === undefined) {
    const section = 'single' in positions ? '' : positions.section;
    return [{ path: 'positions.section', message: `la sezione "${section}" non c’è o non si ripete` }];
  }
  const hasClass = 'section' in positions && positions.teaching_class !== undefined;
  const around: World = { own: [], position, hasClass, asked };
  const facts = factFields(pack, asked, position);
  return [
    ...positionFaults(pack, around),
    ...facts.faults,
    ...rankingFaults(pack, around),
    ...quotaFaults(pack, around),
    ...Object.entries(pack.tables).flatMap(([id, table]) => [
      ...(positions.tables.some((each) => each.table === id)
        ? []
        : [{ path: `tables.${id}`, message: 'nessuna graduatoria usa questa tabella' }]),
      ...tableFaults(pack, table, `tables.${id}`, (kind) => ({
        world: { ...around, own: facts.of.get(kind) ?? [] },
        alone: pack.facts.filter((fact) => fact.kind === kind).every(({ from }) => !isList(from)),
      })),
    ]),
  ];
}

const DISCARD = 'nessun titolo sarà mai scartato';
const NO_POINTS = 'nessuna risposta può dare questi punti';

function tableFaults(
  pack: ScoringPack,
  table: ScoringTable,
  at: string,
  reachOf: (kind: string) => Reach,
): readonly ReadingFault[] {
  const worldOf = (kind: string) => reachOf(kind).world;
  return [
    ...reachFaults(table, at, reachOf),
    ...table.discard.flatMap(({ of, when }, index) =>
      conditionFaults(pack.relations, worldOf(of), when, `${at}.discard.${index}.when`, DISCARD),
    ),
    ...table.sections.flatMap((section, place) =>
      section.items.flatMap((item, index) =>
        itemFaults(pack, worldOf(item.of), item, `${at}.sections.${place}.items.${index}`),
      ),
    ),
  ];
}

function isList(from: PackFacts['from']): boolean {
  return typeof from === 'object' && 'section' in from;
}

function sectionOf(from: PackFacts['from']): string {
  return typeof from === 'object' && 'section' in from ? from.section : '';
}

/** The questions behind each kind of fact. */
function factFields(pack: ScoringPack, asked: Asked, position: readonly AskedField[]) {
  const of = new Map<string, readonly AskedField[]>();
  const faults = pack.facts.flatMap(({ kind, from }, index): ReadingFault[] => {
    const path = `facts.${index}.from`;
    if (from === 'position') {
      of.set(kind, position);
      const alone = 'single' in pack.positions;
      return alone ? [{ path, message: 'la graduatoria è una sola: non ha risposte proprie' }] : [];
    }
    const form = from === 'applicant' ? from : 'form' in from ? from.form : undefined;
    const [section, as] = form === undefined ? [sectionOf(from), 'list' as const] : [form, 'form' as const];
    const fields = asked(section, as);
    if (fields !== undefined) of.set(kind, fields);
    const what = as === 'list' ? 'non c’è o non si ripete' : 'non c’è o non è un modulo';
    return fields === undefined ? [{ path, message: `la sezione "${section}" ${what}` }] : [];
  });
  return { of, faults };
}

function itemFaults(pack: ScoringPack, world: World, item: TableItem, path: string): readonly ReadingFault[] {
  const own = new Set(world.own.map((field) => field.id));
  const named = [
    ...(item.one_per?.fields ?? []).map((name) => [name, `${path}.one_per.fields`] as const),
    ...(item.cap_per === undefined ? [] : [[item.cap_per.field, `${path}.cap_per.field`] as const]),
  ];
  const faultsIn = (when: TableItem['when'], at: string, ifNever: string) =>
    when === undefined ? [] : conditionFaults(pack.relations, world, when, `${path}.${at}`, ifNever);
  return [
    ...named.filter(([name]) => !own.has(name)).map(([name, at]) => nowhere(name, at)),
    ...faultsIn(item.when, 'when', NO_POINTS),
    ...item.factors.flatMap(({ when }, index) =>
      faultsIn(when, `factors.${index}.when`, 'il fattore non si applica mai'),
    ),
    ...(item.rule.kind === 'months'
      ? faultsIn(item.rule.full_when, 'rule.full_when', 'non vale mai l’anno intero')
      : []),
    ...ruleFaults(pack.relations, world, item, path),
  ];
}
