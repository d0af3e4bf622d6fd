import { asText } from '../../kernel/as-text.ts';
import { holds } from '../../kernel/condition.ts';
import type { Points } from '../../kernel/points.ts';
import type { Scope } from '../../kernel/scope.ts';
import { type Fact, type FactValues, member, type Position, type Related, relatedBy, scopeOf } from './facts.ts';
import type { PackFacts, ScoringPack } from './pack-schema.ts';
import { type Score, score } from './score.ts';
import type { ScoringTable } from './table-schema.ts';

/** Answers as plain data: only those that count should be passed. */
export type PlainAnswers = FactValues;

/** What the tables need to know about a teaching class. */
export interface ClassLook {
  teachingClass(code: string): { readonly kind: string; readonly degree: string } | undefined;
}

/** What stands around the answers, where the tables ask for it. */
export interface Surroundings {
  /** The person, as `applicant.*`; without it, what the answers say of who gave them. */
  readonly applicant?: FactValues | undefined;
  /** The preference to value, as `target.*`: points that hold for some preferences only count for no other. */
  readonly target?: FactValues | undefined;
}

/** The outcome for one ranking asked for. */
export interface PositionScore {
  readonly position: Position;
  /** Id of the item that asks for it; empty where there is one ranking for the whole application. */
  readonly item: string;
  readonly table?: string;
  readonly score?: Score;
  /** Why there is no score. */
  readonly missing?: string;
}

/** Scores every ranking asked for in an application with its own table. Never throws for what a person declared. */
export function scorePositions(
  pack: ScoringPack,
  answers: PlainAnswers,
  look: ClassLook,
  around: Surroundings = {},
): readonly PositionScore[] {
  const related = relatedBy(pack.relations);
  return positionsOf(pack, answers, look, around).map(({ item, position, facts }) => {
    const chosen = tableFor(pack, position, related);
    if (chosen === undefined) return { position, item, missing: NO_TABLE };
    return { position, item, table: chosen.id, score: score(chosen.table, facts, position, related) };
  });
}

const NO_TABLE = 'Per questa graduatoria manca ancora un dato, oppure la tabella di valutazione non è disponibile.';

/** One ranking asked for, with the facts declared for it: what both back ends value. */
export interface Asking {
  /** Id of the item that asks for it; empty where there is one ranking for the whole application. */
  readonly item: string;
  readonly position: Position;
  readonly facts: readonly Fact[];
}

/** The rankings that the answers ask for, in their order. */
export function positionsOf(
  pack: ScoringPack,
  answers: PlainAnswers,
  look: ClassLook,
  around: Surroundings = {},
): readonly Asking[] {
  const { positions } = pack;
  const applicant = around.applicant ?? (member(answers, 'applicant') as FactValues | undefined);
  const shared = { answers, applicant, target: around.target };
  if ('single' in positions) {
    const { key } = positions.single;
    const said = typeof key === 'string' ? key : key.map((name) => textOf(answerOf(answers, name))).join('/');
    const position = { key: said, values: {}, ...shared };
    return [{ item: '', position, facts: factsFrom(pack, answers, {}, applicant) }];
  }
  return itemsIn(answers, positions.section).map((item) => {
    const code = positions.teaching_class === undefined ? undefined : member(item, positions.teaching_class);
    const found = typeof code === 'string' ? look.teachingClass(code) : undefined;
    const position: Position = {
      key: positions.key.map((field) => textOf(member(item, field))).join('/'),
      values: { ...item, class_kind: found?.kind, degree: found?.degree },
      ...shared,
    };
    return { item: String(member(item, 'id')), position, facts: factsFrom(pack, answers, item, applicant) };
  });
}

/** How one application stands in one ranking: what an order of people is made of. */
export interface Standing {
  readonly key: string;
  readonly points: Points;
  /** Points by section of the table. */
  readonly sections: Readonly<Record<string, Points>>;
  /** The answers and data that the criteria of the order name. */
  readonly scope: Scope;
}

/** The standing in every ranking asked for that has a score. */
export function standingsOf(pack: ScoringPack, scores: readonly PositionScore[]): readonly Standing[] {
  const related = relatedBy(pack.relations);
  return scores.flatMap(({ position, score: found }) =>
    found === undefined
      ? []
      : [
          {
            key: position.key,
            points: found.total,
            sections: Object.fromEntries(found.sections.map(({ id, total }) => [id, total])),
            scope: scopeOf({}, position, related),
          },
        ],
  );
}

/** The table that values a position: the first whose condition holds. */
export function tableFor(
  pack: ScoringPack,
  position: Position,
  related: Related,
): { readonly id: string; readonly table: ScoringTable } | undefined {
  const scope = scopeOf(position.values, position, related);
  const id = pack.positions.tables.find(({ when }) => when === undefined || holds(when, scope))?.table;
  const table = id === undefined ? undefined : pack.tables[id];
  return id === undefined || table === undefined ? undefined : { id, table };
}

function factsFrom(
  pack: ScoringPack,
  answers: PlainAnswers,
  item: object,
  applicant: FactValues | undefined,
): readonly Fact[] {
  return pack.facts.flatMap((declared) =>
    sourcesOf(declared, answers, item, applicant).map(([id, values]) => ({
      id,
      kind: declared.kind,
      name: declared.name,
      values: values as FactValues,
    })),
  );
}

/** Items by their id; a form by its section, the person by "applicant". */
function sourcesOf(
  { from }: PackFacts,
  answers: PlainAnswers,
  item: object,
  applicant: FactValues | undefined,
): readonly (readonly [string, object])[] {
  if (from === 'position') return typeof member(item, 'id') === 'string' ? [[String(member(item, 'id')), item]] : [];
  if (from === 'applicant') return applicant === undefined ? [] : [['applicant', applicant]];
  if ('section' in from) return itemsIn(answers, from.section).map((each) => [String(member(each, 'id')), each]);
  const form = member(answers, from.form);
  return typeof form === 'object' && form !== null && !Array.isArray(form) ? [[from.form, form]] : [];
}

function answerOf(answers: PlainAnswers, name: string): unknown {
  const dot = name.indexOf('.');
  return member(member(answers, name.slice(0, dot)), name.slice(dot + 1));
}

function textOf(value: unknown): string {
  return asText(value ?? '');
}

function itemsIn(answers: PlainAnswers, section: string): readonly object[] {
  const saved = member(answers, section);
  return Array.isArray(saved) ? saved.filter((each) => typeof member(each, 'id') === 'string') : [];
}
