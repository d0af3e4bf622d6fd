import { type CivilDate, formatDate, parseCivilDate } from './civil-date.ts';
import type { Expression, Operator } from './expression.ts';
import { printExpression } from './expression-print.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

/** How the names of a formula are called where it is read. */
export interface FormulaNames {
  /** The question a name stands for, quoted: "«Fascia»". */
  field(name: string): string;
  /** A value of it as a person reads it, quoted where it is a choice: "«Prima fascia»". */
  value(name: string, value: string | number | boolean): string;
  /** A section that repeats, quoted. */
  items(section: string): { readonly title: string };
}

/** How a comparison reads when it must hold, and how its opposite does. */
const COMPARED: { readonly [op in Operator]?: readonly [holds: string, fails: string] } = {
  '==': ['è uguale a', 'è diverso da'],
  '!=': ['è diverso da', 'è uguale a'],
  '<': ['è meno di', 'è almeno'],
  '<=': ['è al massimo', 'è più di'],
  '>': ['è più di', 'è al massimo'],
  '>=': ['è almeno', 'è meno di'],
};

const COUNTED: { readonly [op in Operator]?: string } = { '+': 'più', '-': 'meno', '*': 'per', '/': 'diviso' };

/**
 * A worked-out condition in plain Italian, to stand after "se": "la tua età al 31 agosto 2026 è meno di 65". What has no
 * words here is written as it stands in the pack, so that no rule goes untold.
 */
export function formulaWords(formula: Expression, names: FormulaNames, holds: boolean): string {
  return comparedWords(formula, names, holds) ?? `${holds ? 'è vero' : 'non è vero'} che ${printExpression(formula)}`;
}

/** What a formula gives: "11 se «Precedenze» comprende «Persona non vedente»; 90 negli altri casi". */
export function resultWords(formula: Expression, names: FormulaNames): string {
  if (formula.kind !== 'choose') return termWords(formula, names);
  const rest = resultWords(formula.no, names);
  const yes = `${termWords(formula.yes, names)} se ${formulaWords(formula.when, names, true)}`;
  return `${yes}; ${rest}${formula.no.kind === 'choose' ? '' : ' negli altri casi'}`;
}

function comparedWords(formula: Expression, names: FormulaNames, holds: boolean): string | undefined {
  if (formula.kind !== 'binary') return undefined;
  const { op, left, right } = formula;
  if (op === '&&' || op === '||') {
    const parts = [left, right].map((each) => formulaWords(each, names, holds));
    return parts.join((op === '&&') === holds ? ' e ' : ' oppure ');
  }
  if (op === 'in' && left.kind === 'literal' && right.kind === 'name') {
    return `${names.field(right.name)} ${holds ? '' : 'non '}comprende ${names.value(right.name, left.value)}`;
  }
  const compared = COMPARED[op]?.[holds ? 0 : 1];
  return compared && `${termWords(left, names)} ${compared} ${termWords(right, names)}`;
}

function termWords(term: Expression, names: FormulaNames): string {
  switch (term.kind) {
    case 'name':
      return names.field(term.name);
    case 'literal':
      return typeof term.value === 'number' ? String(term.value).replace('.', ',') : printExpression(term);
    case 'binary':
      return sumWords(term, names);
    case 'call':
      return callWords(term, names);
    default:
      return printExpression(term);
  }
}

function sumWords(term: Binary, names: FormulaNames): string {
  const sizes = countedTogether(term);
  if (sizes !== undefined) return `il numero delle voci in ${listed(sizes.map((id) => names.items(id).title))}`;
  const between = COUNTED[term.op];
  if (between === undefined) return printExpression(term);
  return `${termWords(term.left, names)} ${between} ${termWords(term.right, names)}`;
}

/** The sections of a sum that only counts items: `size(a) + size(b)`. */
function countedTogether(term: Expression): readonly string[] | undefined {
  if (term.kind === 'call') {
    const [of] = term.args;
    return term.name === 'size' && of?.kind === 'name' ? [of.name] : undefined;
  }
  if (term.kind !== 'binary' || term.op !== '+') return undefined;
  const [left, right] = [countedTogether(term.left), countedTogether(term.right)];
  return left && right && [...left, ...right];
}

function callWords(term: Extract<Expression, { kind: 'call' }>, names: FormulaNames): string {
  const sizes = countedTogether(term);
  if (sizes !== undefined) return `il numero delle voci in ${listed(sizes.map((id) => names.items(id).title))}`;
  const [first, second] = term.args;
  if (term.name === 'date' && first !== undefined) return dayWords(first) ?? printExpression(term);
  if (term.name !== 'age_on' || first === undefined || second === undefined) return printExpression(term);
  const day = second.kind === 'call' && second.args[0] ? dayWords(second.args[0]) : undefined;
  const own = first.kind === 'name' && first.name === 'applicant.birth_date';
  const whose = own ? 'la tua età' : `l’età da ${termWords(first, names)}`;
  return `${whose} al ${day ?? termWords(second, names)}`;
}

function dayWords(text: Expression): string | undefined {
  if (text.kind !== 'literal' || typeof text.value !== 'string') return undefined;
  return parseCivilDate(text.value) === text.value ? formatDate(text.value as CivilDate) : undefined;
}

function listed(all: readonly string[]): string {
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} e ${last}`;
}
