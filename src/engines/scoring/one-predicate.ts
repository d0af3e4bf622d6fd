import { type Condition, type FieldCondition, holds, namesUsed } from '../../kernel/condition.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Batch, Valued } from './batch.ts';
import { compileCondition } from './compile-condition.ts';
import type { Fact, Related } from './facts.ts';
import type { Predicate } from './predicate.ts';
import {
  ByApplication,
  ByCode,
  ByCodeOfApplication,
  ByRow,
  type Codes,
  Contains,
  InRelation,
  SameAs,
} from './value-predicates.ts';

/** Bound once to a batch, then asked of its rows. */
export type Bind<T> = (batch: Batch) => T;

/** A condition that is no composite. Same answers as `holds`. */
export function onePredicate(condition: Condition, kind: string, related: Related): Bind<Predicate> {
  const own = 'field' in condition ? fieldPredicate(condition, kind, related) : undefined;
  return own ?? plainPredicate(condition, kind, related);
}

function plainPredicate(condition: Condition, kind: string, related: Related): Bind<Predicate> {
  const test = compileCondition(condition, related);
  if (namesUsed(condition).every(isShared)) {
    return (batch) => {
      const answers = Uint8Array.from(batch.applications, ({ position }) => (test({}, position) ? 1 : 0));
      return new ByApplication(batch.block(kind), answers);
    };
  }
  return (batch) => {
    const facts = batch.rowsOf(kind)?.facts ?? [];
    const { applications } = batch;
    return new ByRow(batch.block(kind), (row, application) =>
      test((facts[row] as Fact).values, (applications[application] as Valued).position),
    );
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

/** What looks at one answer only is asked once of each value there is; where there are lists, of each row. */
export function byValue(kind: string, condition: Condition, related: Related): Bind<Predicate> {
  const plain = plainPredicate(condition, kind, related);
  const [name = ''] = namesUsed(condition);
  return (batch) => {
    const { codes, shared } = codesOf(batch, kind, name);
    if (batch.codes.hasObjects(codes)) return plain(batch);
    const answers = Uint8Array.from(batch.codes.values, (value) =>
      typeof value !== 'symbol' && holds(condition, { value: () => value, items: () => [] }) ? 1 : 0,
    );
    const block = batch.block(kind);
    return shared ? new ByCodeOfApplication(block, codes, answers) : new ByCode(block, codes, answers);
  };
}

function codesOf(batch: Batch, kind: string, name: string): Codes {
  const shared = isShared(name);
  return { codes: shared ? batch.shared('code', name) : batch.column(kind, 'code', name), shared };
}

function contains(kind: string, field: string, member: string): Bind<Predicate> | undefined {
  if (isShared(field) || !isShared(member)) return undefined;
  return (batch) => new Contains(batch.block(kind), batch.column(kind, 'raw', field), batch.shared('raw', member));
}

/** Equal answers; a list, a mark or no answer is equal to nothing. */
function sameAs(kind: string, field: string, other: string): Bind<Predicate> {
  return (batch) => {
    const [left, right] = [codesOf(batch, kind, field), codesOf(batch, kind, other)];
    const comparable = Uint8Array.from(batch.codes.values, (value) => (isComparable(value) ? 1 : 0));
    return new SameAs(batch.block(kind), left, right, comparable);
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
    const known = new Map<number, Uint8Array>();
    const ask = (one: unknown, other: unknown) =>
      typeof one === 'string' && typeof other === 'string' && (one === other || related(by, one, other));
    return new InRelation(batch.block(kind), left, right, (other) => {
      const answers = known.get(other) ?? Uint8Array.from(values, (value) => (ask(value, values[other]) ? 1 : 0));
      known.set(other, answers);
      return answers;
    });
  };
}
