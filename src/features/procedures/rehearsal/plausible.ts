import {
  type Answers,
  type Context,
  choices,
  type Field,
  type FieldOf,
  type Preference,
  type Value,
} from '../../../engines/procedure/index.ts';
import { addDays, type CivilDate, civilDate, dayNumber } from '../../../kernel/civil-date.ts';
import { deriveFiscalCode } from '../../../kernel/fiscal-code-person.ts';
import { isAnswered } from '../../../kernel/scope.ts';
import type { Dice } from './dice.ts';
import { matching } from './matching.ts';
import type { Surrounding } from './surrounding.ts';

/** What an answer is invented from. */
export interface Inventing {
  readonly dice: Dice;
  readonly answers: Answers;
  readonly context: Context;
  readonly around: Surrounding;
}

/** An answer somebody might give to this question; nothing where none comes to mind. */
export function plausible(field: Field, inventing: Inventing): Value | undefined {
  const { dice, around } = inventing;
  switch (field.kind) {
    case 'text':
      return field.pattern === undefined
        ? dice.oneOf(WORDS)?.slice(0, field.max_length)
        : matching(field.pattern.regex, around);
    case 'textarea':
      return 'Chiedo che si tenga conto di quanto dichiaro.'.slice(0, field.max_length);
    case 'integer':
      return field.min + lowly(dice, field.max - field.min);
    case 'decimal':
    case 'money':
      return Math.min(field.max, field.min + lowly(dice, field.max - field.min) + (dice.chance(0.3) ? 0.5 : 0));
    case 'boolean':
      return dice.chance(0.4);
    case 'declaration':
      return true;
    case 'date':
      return dayWithin(field, inventing);
    case 'period': {
      const from = dayWithin(field, inventing);
      return { from, to: addDays(from, 10 + dice.below(280)) };
    }
    case 'enum':
      return dice.oneOf(field.options)?.value;
    case 'multi_enum':
    case 'ranked_enum': {
      const offered = choices(field, inventing.answers, inventing.context).map(({ value }) => value);
      return offered.length === 0 ? undefined : [...dice.someOf(offered, Math.min(field.max ?? 3, 3))];
    }
    case 'preferences':
      return preferencesFor(field, inventing);
    case 'computed':
      return undefined;
    default:
      return shaped(field, inventing);
  }
}

/** Answers with a shape of their own: marks, acts, people, codes, files. */
function shaped(field: Field, inventing: Inventing): Value | undefined {
  const { dice, around } = inventing;
  switch (field.kind) {
    case 'mark': {
      const base = dice.oneOf(field.bases) ?? 110;
      const value = base - dice.below(Math.floor(base * 0.4));
      return { value, base, lode: value === base && dice.chance(0.4) };
    }
    case 'school_year': {
      const offered = choices(field, inventing.answers, inventing.context).map(({ value }) => value);
      return dice.oneOf(offered.slice(0, 12));
    }
    case 'act':
      return {
        authority: 'Ministero dell’istruzione',
        number: `${1 + dice.below(900)}/2024`,
        date: dayOf(dice, 2020, 4),
      };
    case 'person':
      return personFor(field, dice);
    case 'payment':
      return { notice: `3012345678901${String(10_000 + dice.below(89_999))}`, date: around.today };
    case 'fiscal_code':
      return fiscalCode(dice);
    case 'email':
      return 'prova@esempio.it';
    case 'phone':
      return `33${String(10_000_000 + dice.below(89_999_999))}`;
    case 'iban':
      return 'IT60X0542811101000000123456';
    case 'file':
      return {
        id: 'invented',
        name: 'documento.pdf',
        media_type: field.accept[0] ?? 'application/pdf',
        bytes: 1000,
        sha256: '0'.repeat(64),
      };
    case 'schools':
      return [...dice.someOf(around.schools, Math.min(field.max, 8))];
    default:
      return around.codeFor(field, dice);
  }
}

const WORDS = [
  'Prova',
  'Università di Valdoro',
  'Borgo Valdoro',
  'Istituto Fabbri',
  'Servizio prestato',
  'Titolo conseguito',
];

/** People declare small numbers far more often than great ones. */
function lowly(dice: Dice, span: number): number {
  if (span <= 0) return 0;
  return dice.chance(0.7) ? dice.below(Math.min(span, 12) + 1) : dice.below(Math.min(span, 400) + 1);
}

function dayWithin(
  { min, max }: { readonly min?: string | undefined; readonly max?: string | undefined },
  { dice, around }: Inventing,
): CivilDate {
  const last = (max ?? around.today) as CivilDate;
  const first = (min !== undefined && min > '1990-01-01' ? min : '1990-01-01') as CivilDate;
  const span = Math.max(0, dayNumber(last) - dayNumber(first));
  const back = 365 * (dice.chance(0.8) ? 15 : 36);
  return addDays(last, -dice.below(Math.min(span, back) + 1));
}

function dayOf(dice: Dice, year: number, years: number): CivilDate {
  return civilDate(year + dice.below(years), 1 + dice.below(12), 1 + dice.below(28)) as CivilDate;
}

function fiscalCode(dice: Dice): string {
  const sex = dice.chance(0.5) ? 'F' : 'M';
  return deriveFiscalCode({ surname: 'Prova', name: 'Anna', sex, placeCode: 'H501', birthDate: dayOf(dice, 1965, 50) });
}

function personFor(field: FieldOf<'person'>, dice: Dice): Value {
  const relation = dice.oneOf(field.relations)?.value;
  const person = { surname: 'Prova', name: 'Anna', fiscal_code: fiscalCode(dice) };
  return relation === undefined ? person : { ...person, relation };
}

function preferencesFor(field: FieldOf<'preferences'>, inventing: Inventing): Value | undefined {
  const { dice, around } = inventing;
  const lines = new Map<string, Preference>();
  const wanted = 1 + dice.below(Math.min(field.max, dice.chance(0.5) ? 12 : 2));
  for (let line = 0; line < wanted; line += 1) {
    const target = dice.oneOf(field.targets) ?? 'school';
    const code = target === 'option' ? dice.oneOf(field.options)?.value : around.target(target, dice);
    if (code === undefined) continue;
    const asked = field.attributes
      .filter(({ required }) => required || dice.chance(0.6))
      .map((attribute) => [attribute.id, plausible(attribute, inventing)] as const)
      .filter(([, value]) => isAnswered(value));
    lines.set(`${target}:${code}`, { target, code, ...(Object.fromEntries(asked) as Record<string, string>) });
  }
  return lines.size === 0 ? undefined : [...lines.values()];
}
