import { isAnswered } from '../../kernel/scope.ts';
import type { Answers, Context, Preference, Values } from './answers.ts';
import type { Attribute, Field, FieldOf } from './field.ts';
import type { Outcome } from './outcome.ts';
import { preferencesIn, preferenceText, readPreference } from './preference-text.ts';
import { own } from './records.ts';
import { scopeOf } from './visibility.ts';
import { unreadable, type Wrong } from './wrong.ts';

type PreferencesField = FieldOf<'preferences'>;
type CheckOne = (field: Field, value: unknown) => Wrong | undefined;

/** More lines than this nobody writes by hand; what is over is refused by the limit of the question. */
const MOST_LINES = 1000;

/** Reads the lines posted, in their order. */
export function readPreferences(field: PreferencesField, texts: readonly string[]): Outcome {
  const written = texts.filter((text) => text.trim() !== '').slice(0, MOST_LINES);
  if (written.length === 0) return undefined;
  const lines: Preference[] = [];
  for (const [place, text] of written.entries()) {
    const line = readPreference(field, text);
    if (line === undefined) return { wrong: unreadable(field) };
    const wrong = targetWrong(field, line, place);
    if (wrong !== undefined) return { wrong };
    lines.push(line);
  }
  return { value: lines };
}

/** What is wrong with a list of preferences by itself: too many lines, one twice, a target that is not foreseen. */
export function checkPreferences(field: PreferencesField, value: unknown, checkOne: CheckOne): Wrong | undefined {
  const lines = preferencesIn(value);
  if (!Array.isArray(value) || lines.length !== value.length) return unreadable(field);
  if (lines.length > field.max) {
    return {
      code: 'too-many',
      message: `«${field.label}»: puoi indicare al massimo ${field.max} preferenze, ne hai ${lines.length}. Togline ${lines.length - field.max}.`,
    };
  }
  const wrong = firstOf(lines, (line, place) => lineWrong(field, line, place, checkOne));
  return wrong ?? repeated(field, lines);
}

function lineWrong(field: PreferencesField, line: Preference, place: number, checkOne: CheckOne): Wrong | undefined {
  const wrong = targetWrong(field, line, place);
  if (wrong !== undefined) return wrong;
  return firstOf(field.attributes, (attribute) => attributeWrong(field, attribute, line, place, checkOne));
}

/** Whether this list may ask for such a target, as far as its question says. */
export function isTarget(field: PreferencesField, line: Preference): boolean {
  return field.targets.includes(line.target) && hasTargetShape(field, line);
}

function targetWrong(field: PreferencesField, line: Preference, place: number): Wrong | undefined {
  if (isTarget(field, line)) return undefined;
  return {
    code: 'not-a-target',
    message: `«${field.label}», preferenza ${place + 1}: questa scelta non è ammessa. Toglila e cercane un'altra.`,
  };
}

function attributeWrong(
  field: PreferencesField,
  attribute: Attribute,
  line: Preference,
  place: number,
  checkOne: CheckOne,
): Wrong | undefined {
  const value = own(line, attribute.id);
  if (!isAnswered(value)) {
    if (!attribute.required) return undefined;
    const message = `«${field.label}», preferenza ${place + 1}: manca «${attribute.label}».`;
    return { code: 'missing-part', message };
  }
  const wrong = checkOne(attribute, value);
  return wrong && { code: wrong.code, message: `Preferenza ${place + 1}: ${wrong.message}` };
}

const SHAPES: { readonly [target in Preference['target']]: RegExp } = {
  school: /^[A-Z0-9]{10}$/,
  municipality: /^[A-Z]\d{3}$/,
  district: /^[A-Z0-9-]{2,20}$/,
  province: /^[A-Z]{2}$/,
  region: /^\d{2}$/,
  country: /^Z\d{3}$/,
  option: /^.{1,100}$/u,
};

function hasTargetShape(field: PreferencesField, { target, code }: Preference): boolean {
  if (target === 'option') return field.options.some((option) => option.value === code);
  return SHAPES[target].test(code);
}

/** The same target may come back with other attributes (another contract); the very same line may not. */
function repeated(field: PreferencesField, lines: readonly Preference[]): Wrong | undefined {
  const seen = new Map<string, number>();
  for (const [place, line] of lines.entries()) {
    const text = preferenceText(line);
    const first = seen.get(text);
    if (first !== undefined) {
      return {
        code: 'twice',
        message: `«${field.label}»: la preferenza ${place + 1} è uguale alla ${first + 1}. Togline una.`,
      };
    }
    seen.set(text, place);
  }
  return undefined;
}

/** What the registry says of a list: a target that does not exist, or lies outside the place it must lie in. */
export function preferencesOutside(
  field: PreferencesField,
  value: unknown,
  { seen, values, context }: { readonly seen: Answers; readonly values: Values; readonly context: Context },
): Wrong | undefined {
  const place = placeWanted(field, seen, values);
  return firstOf(preferencesIn(value), (line, index) => {
    const said = `«${field.label}», preferenza ${index + 1}`;
    const standing = lineStanding(line, place, context);
    if (standing === 'not-found')
      return { code: 'not-found', message: `${said}: ${line.code} non è nell'anagrafe. Toglila e cercala di nuovo.` };
    if (standing === 'here') return undefined;
    const name = context.province(place ?? '')?.name ?? context.region(place ?? '')?.name ?? place;
    return {
      code: 'outside',
      message: `${said}: ${targetName(field, line, context)} non è in ${name}, dove presenti l'istanza. Toglila.`,
    };
  });
}

/** The province or region in which every target of the list must lie, once it has been answered. */
export function placeWanted(field: PreferencesField, seen: Answers, values: Values): string | undefined {
  const place = field.within === undefined ? undefined : scopeOf(seen, values).value(field.within);
  return typeof place === 'string' ? place : undefined;
}

/** What the registry says of one line: there and inside, outside, or nowhere. An option is no place, and so never outside. */
export function lineStanding(
  line: Preference,
  place: string | undefined,
  context: Context,
): 'here' | 'not-found' | 'outside' {
  const where = placeOf(line, context);
  if (where === undefined) return 'not-found';
  return place === undefined || line.target === 'option' || where.includes(place) ? 'here' : 'outside';
}

/** The places a target lies in, itself among them, from the nearest: school, municipality, district, province, region. */
export function placeOf(
  { target, code }: Pick<Preference, 'target' | 'code'>,
  context: Context,
): readonly string[] | undefined {
  if (target === 'option') return [code];
  if (target === 'country') return context.country(code) && [code];
  if (target === 'region') return context.region(code) && [code];
  const upward = (province: string | undefined) => [province, context.province(province ?? '')?.region];
  const finders: Partial<Record<string, () => readonly (string | undefined)[] | undefined>> = {
    school: () => {
      const found = context.school(code);
      return found && [found.municipality_code, found.district, ...upward(found.province)];
    },
    municipality: () => {
      const found = context.municipality(code);
      return found && [found.district, ...upward(found.province)];
    },
    district: () => {
      const found = context.district(code);
      return found && upward(found.province);
    },
    province: () => context.province(code) && upward(code).slice(1),
  };
  // A damaged draft may hold any word in place of a target.
  const places = Object.hasOwn(finders, target) ? finders[target]?.() : undefined;
  return places && [code, ...places.filter((each) => each !== undefined)];
}

/** A target in words: a school with its code, a place by its name. */
export function targetName(
  field: PreferencesField,
  { target, code }: Pick<Preference, 'target' | 'code'>,
  context: Context,
): string {
  switch (target) {
    case 'school':
      return context.school(code) === undefined ? code : `${code} – ${context.school(code)?.name}`;
    case 'municipality':
      return `Comune di ${context.municipality(code)?.name ?? code}`;
    case 'district':
      return `Distretto ${context.district(code)?.name ?? code}`;
    case 'province':
      return `Provincia di ${context.province(code)?.name ?? code}`;
    case 'region':
      return `Regione ${context.region(code)?.name ?? code}`;
    case 'country':
      return context.country(code)?.name ?? code;
    default:
      return field.options.find((option) => option.value === code)?.label ?? code;
  }
}

/**
 * Lines that ask for something an earlier line already covers whole, with the line that covers them: a school after the
 * municipality that holds it. Only lines that ask for it in the same way are compared.
 */
export function coveredLines(
  value: unknown,
  context: Context,
): readonly { readonly line: number; readonly by: number }[] {
  const lines = preferencesIn(value);
  const earlier = new Map<string, number>();
  return lines.flatMap((line, index) => {
    const way = preferenceText({ ...line, target: 'option', code: '' });
    const by = placeOf(line, context)
      ?.slice(1)
      .map((place) => earlier.get(`${place} ${way}`))
      .find((found) => found !== undefined);
    earlier.set(`${line.code} ${way}`, index);
    return by === undefined ? [] : [{ line: index, by }];
  });
}

/** A warning for lines that can never be reached; nothing when the order has no weight. */
export function vainPreferences(field: Field, value: unknown, context: Context): Wrong | undefined {
  if (field.kind !== 'preferences' || !field.ordered) return undefined;
  const vain = coveredLines(value, context);
  const [first] = vain;
  if (first === undefined) return undefined;
  const line = preferencesIn(value)[first.line];
  const name = line === undefined ? '' : targetName(field, line, context);
  const others = vain.length === 1 ? '' : ` Succede ad altre ${vain.length - 1} preferenze.`;
  return {
    code: 'covered',
    message: `La preferenza ${first.line + 1} (${name}) è già compresa nella ${first.by + 1}, che viene prima: da lì in poi non serve. Mettila prima, se la vuoi davvero.${others}`,
  };
}

function firstOf<Each>(
  all: readonly Each[],
  judge: (each: Each, index: number) => Wrong | undefined,
): Wrong | undefined {
  for (const [index, each] of all.entries()) {
    const wrong = judge(each, index);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
