import { conditionWritten } from '../../kernel/condition-schema.ts';
import { type Expression, partsOf } from '../../kernel/expression.ts';
import { APPLICANT_SECTION, type ApplicantFacts, LASTING } from './applicant.ts';
import type { Definition } from './definition-schema.ts';
import type { Field } from './field.ts';
import { conditionsOf, formulasOf } from './placed-conditions.ts';

/** Every condition and formula of a definition: what is asked and checked, who may apply, when and where to. */
export function expressionsOf(definition: Definition): readonly Expression[] {
  const { office, eligibility = [], windows } = definition;
  const around = [
    ...eligibility.map(({ holds }) => holds),
    ...windows.flatMap((window) => (window.for === undefined ? [] : [window.for])),
    ...(office.by === 'cases' ? office.cases.map(({ when }) => when) : []),
  ];
  return [...around.map((condition) => conditionWritten(condition).expression), ...ofQuestions(definition)];
}

/** Whether what is asked, or checked between answers, depends on who applies. */
export function questionsAskAboutApplicant(definition: Definition): boolean {
  const known = remembered.get(definition);
  if (known !== undefined) return known;
  const asks = ofQuestions(definition).some((expression) => factsIn(expression).length > 0);
  remembered.set(definition, asks);
  return asks;
}

/** A release never changes: it is looked through once. */
const remembered = new WeakMap<Definition, boolean>();

/** The facts that what is asked hangs on, as questions to try it with: the procedures filed are those looked for. */
export function questionsOnApplicant(definition: Definition): readonly Field[] {
  const asked = ofQuestions(definition).flatMap(factsIn);
  const procedures = [...new Set(asked.flatMap(({ procedure }) => procedure ?? []))];
  return LASTING.filter(({ id }) => asked.some(({ name }) => name === id)).map((field) => {
    if (field.id !== FILED || field.kind !== 'multi_enum') return field;
    const { options_from: _any, ...filed } = field;
    return { ...filed, options: procedures.map((value) => ({ value, label: value })) };
  });
}

/**
 * Of what is known of somebody, only what these expressions ask: what is kept with a filing is no more than it takes to
 * judge it again (GDPR art. 5 par. 1 lett. c). Of the procedures filed, those asked for by name.
 */
export function onlyAsked(facts: Partial<ApplicantFacts>, expressions: readonly Expression[]): Partial<ApplicantFacts> {
  const asked = expressions.flatMap(factsIn);
  const kept = Object.entries(facts).filter(([name]) => asked.some((each) => each.name === name));
  const procedures = asked.filter(({ name }) => name === FILED).map(({ procedure }) => procedure);
  const { filed = [], ...others } = Object.fromEntries(kept) as Partial<ApplicantFacts>;
  if (procedures.length === 0) return others;
  return { ...others, filed: procedures.includes(undefined) ? filed : filed.filter((id) => procedures.includes(id)) };
}

const FILED = 'filed';
const PREFIX = `${APPLICANT_SECTION}.`;

/** A fact that an expression reads; of the procedures filed, the one it looks for, if it looks for one. */
interface FactRead {
  readonly name: string;
  readonly procedure?: string;
}

function factsIn(expression: Expression): readonly FactRead[] {
  if (expression.kind === 'name') {
    return expression.name.startsWith(PREFIX) ? [{ name: expression.name.slice(PREFIX.length) }] : [];
  }
  const looked = procedureIn(expression);
  if (looked !== undefined) return [{ name: FILED, procedure: looked }];
  return partsOf(expression).flatMap(factsIn);
}

/** `"es-e-2026" in applicant.filed`. */
function procedureIn(expression: Expression): string | undefined {
  if (expression.kind !== 'binary' || expression.op !== 'in') return undefined;
  const { left, right } = expression;
  if (right.kind !== 'name' || right.name !== `${PREFIX}${FILED}` || left.kind !== 'literal') return undefined;
  return typeof left.value === 'string' ? left.value : undefined;
}

function ofQuestions(definition: Definition): readonly Expression[] {
  return [
    ...conditionsOf(definition).map(({ condition }) => conditionWritten(condition).expression),
    ...formulasOf(definition).map(({ formula }) => formula),
  ];
}
