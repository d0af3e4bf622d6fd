import type { Condition } from '../../kernel/condition.ts';
import type { Possible } from '../../kernel/condition-truth.ts';
import type { Names, ValueType } from '../../kernel/expression-types.ts';

/** One question of a procedure, as a scoring table sees it. */
export interface AskedField {
  readonly id: string;
  readonly kind: string;
  /** Everybody must answer it. */
  readonly owed?: boolean | undefined;
  /** What its answer is to conditions and formulas. */
  readonly type: ValueType;
  /** The values it may have, where they are listed. */
  readonly choices?: readonly string[] | undefined;
  /** The parts of an answer that has several (`from` and `to` of a period), each by its kind. */
  readonly parts?: Readonly<Record<string, string>> | undefined;
  /** Answers enough to decide the conditions given; nothing where answers are not compared. */
  possible(name: string, conditions: readonly Condition[]): Possible | undefined;
}

/**
 * What a procedure asks: the questions of a section that repeats, or of a form. What is known of the person without
 * asking is the form `applicant`.
 */
export type Asked = (section: string, kind: 'list' | 'form') => readonly AskedField[] | undefined;

/** What the teaching class of a position adds to its answers. */
const CLASS_NAMES: readonly string[] = ['class_kind', 'degree'];
/** What is known of a preference: what kind it is, its code, and the places that contain it. */
const TARGET: Readonly<Record<string, string>> = {
  target: 'text',
  code: 'text',
  school: 'school',
  municipality: 'municipality',
  district: 'district',
  province: 'province',
  region: 'region',
  country: 'country',
  option: 'text',
};

/** The questions that stand around a fact: its own, those of the position, and everything else by section. */
export interface World {
  readonly own: readonly AskedField[];
  readonly position: readonly AskedField[];
  readonly hasClass: boolean;
  readonly asked: Asked;
}

/** The question behind a name of a condition or a rule; nothing when it leads nowhere. */
export function fieldOf(world: World, name: string): AskedField | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return world.own.find((field) => field.id === name);
  const [owner, rest] = [name.slice(0, dot), name.slice(dot + 1)];
  if (owner === 'position') {
    const known = world.hasClass && CLASS_NAMES.includes(rest) ? unasked(rest, 'text') : undefined;
    return known ?? world.position.find((field) => field.id === rest);
  }
  if (owner === 'target') return Object.hasOwn(TARGET, rest) ? unasked(rest, TARGET[rest] ?? 'text') : undefined;
  if (owner.endsWith('[]')) return world.asked(owner.slice(0, -2), 'list')?.find((field) => field.id === rest);
  const whole = world.own.find((field) => field.id === owner);
  if (whole === undefined) return world.asked(owner, 'form')?.find((field) => field.id === rest);
  const kind = whole.parts?.[rest];
  return kind === undefined ? undefined : unasked(rest, kind);
}

/** Whether a name leads somewhere; `titles[]` is the whole of a section that repeats. */
export function isKnown(world: World, name: string): boolean {
  if (name.endsWith('[]')) return world.asked(name.slice(0, -2), 'list') !== undefined;
  return fieldOf(world, name) !== undefined;
}

function unasked(id: string, kind: string): AskedField {
  return { id, kind, type: TYPES.get(kind) ?? { kind: 'text' }, possible: () => undefined };
}

/** Types of what is known without a question of its own; codes of the registry are texts. */
const TYPES: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['date', { kind: 'date' }],
  ['school_year', { kind: 'school_year' }],
  ['integer', { kind: 'number' }],
  ['decimal', { kind: 'number' }],
  ['money', { kind: 'number' }],
  ['boolean', { kind: 'boolean' }],
  ['multi_enum', { kind: 'list', of: { kind: 'text' } }],
]);

/** What conditions and formulas of a table may name, around facts of one kind. */
export function namesAround(world: World, relations: object): Names {
  return {
    value: (name) => fieldOf(world, name)?.type,
    section: (id) => {
      const fields = world.asked(id, 'list');
      return fields && ((field) => fields.find((each) => each.id === field)?.type);
    },
    hasRelation: (name) => Object.hasOwn(relations, name),
  };
}
