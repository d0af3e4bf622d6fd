import type { Answers, Context, Value } from './answers.ts';
import { anewWhy } from './begin-from.ts';
import { checkValue } from './check-value.ts';
import type { Definition, Fault } from './definition-schema.ts';
import type { Field, FieldKind } from './field.ts';
import { isThere } from './known.ts';
import { own, valuesOf } from './records.ts';

/** What the profile knows in words, for `source` and `prefill`; what it knows as codes, for `prefill` alone. */
const WORDS: { readonly [name: string]: readonly FieldKind[] } = {
  full_name: ['text'],
  fiscal_code: ['text', 'fiscal_code'],
  birth: ['text'],
  residence: ['text', 'textarea'],
  email: ['text', 'email'],
  phone: ['text', 'phone'],
};
const CODES: { readonly [name: string]: readonly FieldKind[] } = {
  municipality: ['municipality'],
  province: ['province'],
  street: ['text'],
  postal_code: ['text'],
};

/** Where a proposal comes from. */
export type Prefill =
  | { readonly from: 'profile'; readonly name: string }
  | { readonly from: 'last'; readonly section: string; readonly field: string };

/** Where the proposal for a field comes from; nothing when it has none. */
export function prefillOf({ prefill }: Pick<Field, 'prefill'>): Prefill | undefined {
  const [from, first, second] = (prefill ?? '').split('.');
  if (from === 'profile' && first !== undefined && second === undefined) return { from, name: first };
  return from === 'last' && first !== undefined && second !== undefined
    ? { from, section: first, field: second }
    : undefined;
}

/** The answer to a question of a form in an earlier filing, if it was one of this kind there. */
export function lastAnswer(
  definition: Definition,
  answers: Answers,
  { section, field }: { readonly section: string; readonly field: string },
  kind: FieldKind,
): Value | undefined {
  const form = definition.sections.find((each) => each.id === section && each.kind === 'form');
  const asked = form?.fields.find((each) => each.id === field && each.kind === kind);
  // What must be given anew each time is not proposed either, whatever the other procedure says of it.
  if (asked === undefined || anewWhy(asked) !== undefined) return undefined;
  return own(valuesOf(answers, section), field) as Value | undefined;
}

/** Whether a value may stand in a question before anybody has looked at it. */
export function isProposable(field: Field, value: Value, context: Context): boolean {
  return checkValue(field, value) === undefined && isThere(field, value, context);
}

/** Sources and proposals that lead nowhere, or to what the question cannot hold. */
export function sourceFaults(definition: Definition): readonly Fault[] {
  return definition.sections.flatMap((section, at) =>
    section.fields.flatMap((field, index) => {
      const path = `sections.${at}.fields.${index}`;
      const attributes = field.kind === 'preferences' ? field.attributes : [];
      return [
        ...shownFaults(field, path),
        ...proposedFaults(definition, field, path),
        ...attributes
          .filter(({ prefill, source }) => prefill !== undefined || source !== undefined)
          .map(({ id }) => ({
            path: `${path}.attributes`,
            message: `"${id}" si chiede per ogni preferenza: non si propone`,
          })),
      ];
    }),
  );
}

function shownFaults({ source, kind }: Field, path: string): readonly Fault[] {
  if (source === undefined) return [];
  const name = source.replace(/^profile\./, '');
  if (!source.startsWith('profile.') || !Object.hasOwn(WORDS, name)) return [unknown(`${path}.source`, source, WORDS)];
  if (kind === 'text') return [];
  return [{ path: `${path}.source`, message: `"${source}" è un testo, e questa domanda è di tipo ${kind}` }];
}

const NEVER: ReadonlySet<FieldKind> = new Set(['computed', 'preferences', 'schools']);

function proposedFaults(definition: Definition, field: Field, path: string): readonly Fault[] {
  if (field.prefill === undefined) return [];
  const fault = (message: string) => [{ path: `${path}.prefill`, message }];
  if (field.source !== undefined) return fault('ha già source: la risposta non si scrive, e non si propone');
  if (anewWhy(field) !== undefined) return fault(`"${field.id}" si dà ogni volta di nuovo: non si propone`);
  if (NEVER.has(field.kind)) return fault(`una domanda di tipo ${field.kind} non si propone`);
  const from = prefillOf(field);
  if (from?.from === 'last') return lastFaults(definition, field, from, `${path}.prefill`);
  const names = { ...WORDS, ...CODES };
  const kinds = from === undefined || !Object.hasOwn(names, from.name) ? undefined : names[from.name];
  if (kinds === undefined) return [unknown(`${path}.prefill`, field.prefill, names, ', e last.<sezione>.<domanda>')];
  if (kinds.includes(field.kind)) return [];
  return fault(`"${field.prefill}" va in una domanda di tipo ${kinds.join(' o ')}, e questa è di tipo ${field.kind}`);
}

/** By the names of this procedure: those of its family ask the same thing under the same name. */
function lastFaults(
  { sections, family }: Definition,
  { prefill, kind }: Field,
  from: Extract<Prefill, { from: 'last' }>,
  path: string,
): readonly Fault[] {
  if (family === undefined)
    return [{ path, message: `"${prefill}" si cerca nella famiglia della procedura: manca family` }];
  const form = sections.find((each) => each.id === from.section && each.kind === 'form');
  const asked = form?.fields.find(({ id }) => id === from.field);
  if (asked === undefined) return [{ path, message: `"${prefill}" non porta a nessuna domanda di un modulo` }];
  if (anewWhy(asked) !== undefined)
    return [{ path, message: `"${prefill}" si dà ogni volta di nuovo: non si propone` }];
  if (asked.kind === kind) return [];
  return [{ path, message: `"${prefill}" è di tipo ${asked.kind}, e questa domanda di tipo ${kind}` }];
}

function unknown(path: string, source: string, names: object, more = ''): Fault {
  const known = Object.keys(names).map((name) => `profile.${name}`);
  return { path, message: `"${source}" non è una fonte: ci sono ${known.join(', ')}${more}` };
}
