import { asText } from '../../kernel/as-text.ts';
import type { Context } from './answers.ts';
import type { Field } from './field.ts';
import type { Wrong } from './wrong.ts';

/** What the registry has to say about an answer: codes that do not exist, classes that may not be chosen here. */
export function unknownToRegistry(field: Field, value: unknown, context: Context): Wrong | undefined {
  const codes = field.kind === 'schools' && Array.isArray(value) ? value : [value];
  for (const code of codes) {
    const wrong = typeof code === 'string' ? unknownCode(field, code, context) : undefined;
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Whether the registry knows what an answer names, and it may still be chosen. */
export function isThere(field: Field, value: unknown, context: Context): boolean {
  const closed =
    (field.kind === 'school' || field.kind === 'schools') && context.school(asText(value))?.closed === true;
  return !closed && unknownToRegistry(field, value, context) === undefined;
}

function unknownCode(field: Field, code: string, context: Context): Wrong | undefined {
  switch (field.kind) {
    case 'teaching_class':
      return unknownClass(field.kinds, field.label, code, context);
    case 'school':
    case 'schools':
      return context.school(code) === undefined ? notFound('La scuola', code) : undefined;
    case 'province':
      return context.province(code) === undefined ? notFound('La provincia', code) : undefined;
    case 'municipality':
      return context.municipality(code) === undefined ? notFound('Il comune', code) : undefined;
    case 'region':
      return context.region(code) === undefined ? notFound('La regione', code) : undefined;
    case 'district':
      return context.district(code) === undefined ? notFound('Il distretto', code) : undefined;
    case 'country':
      return context.country(code) === undefined ? notFound('Lo Stato', code) : undefined;
    default:
      return undefined;
  }
}

function unknownClass(
  kinds: readonly string[] | undefined,
  label: string,
  code: string,
  context: Context,
): Wrong | undefined {
  const found = context.teachingClass(code);
  if (found === undefined) return notFound('La classe di concorso', code);
  if (kinds === undefined || kinds.includes(found.kind)) return undefined;
  return {
    code: 'not-allowed',
    message: `«${label}»: ${code} non si può scegliere in questa procedura. Scegline un'altra dall'elenco.`,
  };
}

function notFound(what: string, code: string): Wrong {
  return {
    code: 'not-found',
    message: `${what} con codice ${code.slice(0, 20)} non è nell'anagrafe. Controlla il codice o cerca per nome.`,
  };
}
