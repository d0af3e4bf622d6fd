import { type Condition, type FieldCondition, holds, namesUsed } from '../../kernel/condition.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Batch, Valued } from './batch.ts';
import { compileCondition } from './compile-condition.ts';
import type { Fact, Related } from './facts.ts';

/** Whether a condition holds for one row of a kind of facts, in one application. */
export interface Predicate {
  (row: number, application: number): boolean;
  /** Where looking up the code of the row is enough. */
  readonly table?: ValueTable;
}

/** The code of each row, and the answer for each code: 1 where it holds. */
export interface ValueTable {
  readonly codes: Int32Array;
  readonly answers: Uint8Array;
}

/** A condition over columns: bound once to a batch, then asked of its rows. Same answers as `holds`. */
export type Bind<T> = (batch: Batch) => T;

export function ofTable(table: ValueTable): Predicate {
  const { codes, answers } = table;
  return Object.assign((row: number) => answers[codes[row] as number] === 1, { table });
}

/** A condition that is no composite. */
export function onePredicate(condition: Condition, kind: string, related: Related): Bind<Predicate> {
  const own = 'field' in condition ? fieldPredicate(condition, kind, related) : undefined;
  return own ?? plainPredicate(condition, kind, related);
}

function plainPredicate(condition: Condition, kind: string, related: Related): Bind<Predicate> {
  const test = compileCondition(condition, related);
  if (namesUsed(condition).every(isShared)) {
    return ({ applications }) => {
      const answers = Uint8Array.from(applications, ({ position }) => (test({}, position) ? 1 : 0));
      return (_, application) => answers[application] === 1;
    };
  }
  return (batch) => {
    const facts = batch.rowsOf(kind)?.facts ?? [];
    const { applications } = batch;
    return (row, application) => test((facts[row] as Fact).values, (applications[application] as Valued).position);
  };
}

/** Names with one value for each application. */
export function isShared(name: string): boolean {
  return /^(position|target|applicant)\./.test(name);
}

function fieldPredicate(condition: FieldCondition, kind: string, related: Related): Bind<Predicate> | undefined {
  const words = Object.keys(condition).filter((word) => condition[word as keyof FieldCondition] !== undefined);
  const { field, has_field, is_field, related: relation } = condition;
  const alone = has_field === undefined && is_field === undefined && relation === undefined;
  if (alone) return byValue(kind, condition, related);
  if (words.length !== 2) return undefined;
  if (has_field !== undefined) return contains(kind, field, has_field);
  if (is_field !== undefined) return sameAs(kind, field, is_field);
  return relation === undefined ? undefined : relatedTo(kind, field, relation, related);
}

/** What looks at one answer only is asked once of each value there is; lists and the like are looked at one by one. */
export function byValue(kind: string, condition: Condition, related: Related): Bind<Predicate> {
  const plain = plainPredicate(condition, kind, related);
  const [name = ''] = namesUsed(condition);
  return (batch) => {
    const { codes, shared } = codesOf(batch, kind, name);
    const answers = Uint8Array.from(batch.codes.values, (value) => {
      if (typeof value === 'symbol') return ASK;
      return holds(condition, { value: () => value, items: () => [] }) ? 1 : 0;
    });
    const asks = batch.codes.values.some((value) => typeof value === 'symbol');
    if (!asks)
      return shared ? (_, application) => answers[codes[application] as number] === 1 : ofTable({ codes, answers });
    const ask = plain(batch);
    return (row, application) => {
      const answer = answers[codes[shared ? application : row] as number];
      return answer === ASK ? ask(row, application) : answer === 1;
    };
  };
}

const ASK = 2;

/** The codes of a name: one for each row, or one for each application. */
function codesOf(batch: Batch, kind: string, name: string): { codes: Int32Array; shared: boolean } {
  const shared = isShared(name);
  return { codes: shared ? batch.shared('code', name) : batch.column(kind, 'code', name), shared };
}

function contains(kind: string, field: string, member: string): Bind<Predicate> | undefined {
  if (isShared(field) || !isShared(member)) return undefined;
  return (batch) => {
    const lists = batch.column(kind, 'raw', field);
    const members = batch.shared('raw', member);
    return (row, application) => {
      const list = lists[row];
      if (!Array.isArray(list)) return false;
      const wanted = members[application];
      return isAnswered(wanted) && list.includes(wanted);
    };
  };
}

/** Equal answers; a list, a mark or no answer is equal to nothing. */
function sameAs(kind: string, field: string, other: string): Bind<Predicate> {
  return (batch) => {
    const [left, right] = [codesOf(batch, kind, field), codesOf(batch, kind, other)];
    const comparable = batch.codes.values.map((value) => isComparable(value));
    return (row, application) => {
      const code = left.codes[left.shared ? application : row] as number;
      return comparable[code] === true && right.codes[right.shared ? application : row] === code;
    };
  };
}

function isComparable(value: unknown): boolean {
  return isAnswered(value) && typeof value !== 'symbol' && !Number.isNaN(value);
}

/** A relation is asked once for each pair of values, not once for each row. */
function relatedTo(
  kind: string,
  field: string,
  { by, to }: { readonly by: string; readonly to: string },
  related: Related,
): Bind<Predicate> {
  return (batch) => {
    const [left, right] = [codesOf(batch, kind, field), codesOf(batch, kind, to)];
    const { values } = batch.codes;
    const answers = new Map<number, Uint8Array>();
    const ask = (one: unknown, other: unknown) =>
      typeof one === 'string' && typeof other === 'string' && (one === other || related(by, one, other));
    const rowFor = (other: number) => {
      const known = answers.get(other);
      if (known !== undefined) return known;
      const made = Uint8Array.from(values, (value) => (ask(value, values[other]) ? 1 : 0));
      answers.set(other, made);
      return made;
    };
    let last = -1;
    let current = new Uint8Array(0);
    return (row, application) => {
      const other = right.codes[right.shared ? application : row] as number;
      if (other !== last) [last, current] = [other, rowFor(other) as Uint8Array<ArrayBuffer>];
      return current[left.codes[left.shared ? application : row] as number] === 1;
    };
  };
}
