import { holds } from '../../kernel/condition.ts';
import { readingFaults } from '../../kernel/reading-faults.ts';
import { type Fact, member, type Position, relatedBy, scopeOf } from './facts.ts';
import { type Score, score } from './score.ts';
import { packSchema, type ScoringPack } from './table-schema.ts';

export type PackReading =
  | { readonly ok: true; readonly pack: ScoringPack }
  | { readonly ok: false; readonly faults: readonly { readonly path: string; readonly message: string }[] };

/** Reads a scoring pack already parsed from YAML; all the faults come back, each with its path. */
export function readScoringPack(source: unknown): PackReading {
  const read = packSchema.safeParse(source);
  if (!read.success) return { ok: false, faults: readingFaults(read.error) };
  const faults = packFaults(read.data);
  return faults.length === 0 ? { ok: true, pack: read.data } : { ok: false, faults };
}

function packFaults(pack: ScoringPack) {
  const kinds = new Set(pack.facts.map((fact) => fact.kind));
  const tables = pack.positions.tables.flatMap(({ table }, index) =>
    Object.hasOwn(pack.tables, table)
      ? []
      : [{ path: `positions.tables.${index}.table`, message: `la tabella "${table}" non c’è` }],
  );
  const sections = Object.entries(pack.tables).flatMap(([id, table]) => {
    const ids = table.sections.flatMap((section) => section.items.map((item) => item.id));
    return table.sections.flatMap((section, place) => {
      const at = `tables.${id}.sections.${place}`;
      const items = section.items.flatMap((item, index) => [
        ...(kinds.has(item.of)
          ? []
          : [{ path: `${at}.items.${index}.of`, message: `non ci sono fatti di tipo "${item.of}"` }]),
        ...(ids.indexOf(item.id) === ids.lastIndexOf(item.id)
          ? []
          : [{ path: `${at}.items.${index}.id`, message: `la voce "${item.id}" c’è due volte in questa tabella` }]),
      ]);
      const groups = section.groups.flatMap((group, index) =>
        group.items
          .filter((name) => !section.items.some((item) => item.id === name))
          .map((name) => ({
            path: `${at}.groups.${index}.items`,
            message: `la voce "${name}" non è in questa sezione`,
          })),
      );
      return [...items, ...groups];
    });
  });
  return [...tables, ...sections];
}

/** Answers as plain data: only those that count should be passed. */
export type PlainAnswers = { readonly [section: string]: unknown };

/** What the tables need to know about a teaching class. */
export interface ClassLook {
  teachingClass(code: string): { readonly kind: string; readonly degree: string } | undefined;
}

/** The outcome for one ranking asked for. */
export interface PositionScore {
  readonly position: Position;
  /** Id of the item that asks for it. */
  readonly item: string;
  readonly table?: string;
  readonly score?: Score;
  /** Why there is no score. */
  readonly missing?: string;
}

/** Scores every ranking asked for in an application with its own table. Never throws for what a person declared. */
export function scorePositions(pack: ScoringPack, answers: PlainAnswers, look: ClassLook): readonly PositionScore[] {
  const related = relatedBy(pack.relations);
  return itemsIn(answers, pack.positions.section).map((item) => {
    const position = positionOf(pack, item, look);
    const id = String(member(item, 'id'));
    const scope = scopeOf(position.values, position, related);
    const chosen = pack.positions.tables.find((each) => holds(each.when, scope))?.table;
    const table = chosen === undefined ? undefined : pack.tables[chosen];
    if (chosen === undefined || table === undefined) return { position, item: id, missing: NO_TABLE };
    return {
      position,
      item: id,
      table: chosen,
      score: score(table, factsFrom(pack, answers, item), position, related),
    };
  });
}

const NO_TABLE = 'Per questa graduatoria manca ancora un dato, oppure la tabella di valutazione non è disponibile.';

/** The position asked for by one item, with the kind and degree of its teaching class. */
export function positionOf(pack: ScoringPack, item: object, look: ClassLook): Position {
  const { key, teaching_class } = pack.positions;
  const code = member(item, teaching_class);
  const found = typeof code === 'string' ? look.teachingClass(code) : undefined;
  return {
    key: key.map((field) => String(member(item, field) ?? '')).join('/'),
    values: { ...item, class_kind: found?.kind, degree: found?.degree },
  };
}

/** The facts that the answers declare for the position asked for by `item`. */
export function factsFrom(pack: ScoringPack, answers: PlainAnswers, item: object): readonly Fact[] {
  return pack.facts.flatMap(({ kind, name, from }) => {
    const items = from === 'position' ? [item] : itemsIn(answers, from.section);
    return items.map((each) => ({ id: String(member(each, 'id')), kind, name, values: each as Fact['values'] }));
  });
}

function itemsIn(answers: PlainAnswers, section: string): readonly object[] {
  const saved = member(answers, section);
  return Array.isArray(saved) ? saved.filter((each) => typeof member(each, 'id') === 'string') : [];
}
