import { parseCivilDate } from '../../kernel/civil-date.ts';
import type { Definition, Fault, Section } from './definition-schema.ts';
import type { Field } from './field.ts';

/** Bounds that cross, choices told twice, patterns that do not read, particular data without their own reason. */
export function limitFaults(definition: Definition): readonly Fault[] {
  return [
    ...privacyFaults(definition),
    ...definition.sections.flatMap((section, at) => [
      ...sectionFaults(section, `sections.${at}`),
      ...section.fields.flatMap((field, index) => fieldFaults(field, `sections.${at}.fields.${index}`)),
    ]),
  ];
}

const REASONS = ['purpose', 'legal_basis', 'retention'] as const;

/** GDPR artt. 5, 9 and 13: every answer has a purpose, a legal basis and a time; particular data have their own. */
function privacyFaults({ privacy, sections }: Definition): readonly Fault[] {
  const blank = REASONS.filter((reason) => privacy[reason].trim() === '');
  return [
    ...blank.map((reason) => ({ path: `privacy.${reason}`, message: 'manca il testo' })),
    ...sections.flatMap((section, at) =>
      section.fields.flatMap((field, index) => {
        const missing = REASONS.filter((reason) => field.special && (field[reason] ?? '').trim() === '');
        const message = `"${field.id}" è un dato particolare: mancano i suoi ${missing.join(', ')}`;
        return missing.length === 0 ? [] : [{ path: `sections.${at}.fields.${index}`, message }];
      }),
    ),
  ];
}

function sectionFaults(section: Section, path: string): readonly Fault[] {
  return [
    ...(section.title.trim() === '' ? [{ path: `${path}.title`, message: 'manca il testo' }] : []),
    ...(section.kind === 'list' && section.min > section.max
      ? [{ path: `${path}.min`, message: `il minimo (${section.min}) supera il massimo (${section.max})` }]
      : []),
    ...(section.kind === 'form' ? [] : titleFaults(section, path)),
  ];
}

/** The title of an item names answers of the item, and `{key}` in a section with one record for each value. */
function titleFaults(section: Exclude<Section, { kind: 'form' }>, path: string): readonly Fault[] {
  const known = new Set([...section.fields.map((field) => field.id), ...(section.kind === 'per' ? ['key'] : [])]);
  return [...section.item_title.matchAll(/\{([^}]*)\}/g)]
    .filter(([, name = '']) => !known.has(name))
    .map(([, name]) => ({ path: `${path}.item_title`, message: `"{${name}}" non è una risposta di questa sezione` }));
}

function fieldFaults(field: Field, path: string): readonly Fault[] {
  const label = field.label.trim() === '' ? [{ path: `${path}.label`, message: 'manca il testo' }] : [];
  return [...label, ...boundsFaults(field, path), ...choiceFaults(field, path), ...patternFaults(field, path)];
}

function boundsFaults(field: Field, path: string): readonly Fault[] {
  const crossed = (side: string) => [{ path: `${path}.${side}`, message: 'il minimo supera il massimo' }];
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return field.min > field.max ? crossed('min') : [];
    case 'school_year':
      return field.first > field.last ? crossed('first') : [];
    case 'date':
    case 'period': {
      const wrong = (['min', 'max'] as const).filter((side) => !isDate(field[side]));
      if (wrong.length > 0)
        return wrong.map((side) => ({ path: `${path}.${side}`, message: 'questo giorno non esiste' }));
      return field.min !== undefined && field.max !== undefined && field.min > field.max ? crossed('min') : [];
    }
    default:
      return [];
  }
}

function isDate(text: string | undefined): boolean {
  return text === undefined || parseCivilDate(text) === text;
}

function choiceFaults(field: Field, path: string): readonly Fault[] {
  if (field.kind !== 'enum' && field.kind !== 'multi_enum' && field.kind !== 'ranked_enum') return [];
  const twice = (word: 'value' | 'label') =>
    field.options.flatMap((option, index) =>
      field.options.findIndex((other) => other[word] === option[word]) === index
        ? []
        : [{ path: `${path}.options.${index}`, message: `"${option[word]}" c’è già tra le scelte` }],
    );
  const values = twice('value');
  if (field.kind !== 'multi_enum') return [...values, ...(values.length > 0 ? [] : twice('label'))];
  if (field.options.length === 0 && field.options_from === undefined) {
    return [{ path, message: `"${field.id}" non ha scelte: servono options oppure options_from` }];
  }
  return [...values, ...(values.length > 0 ? [] : twice('label'))];
}

function patternFaults(field: Field, path: string): readonly Fault[] {
  if (field.kind !== 'text' || field.pattern === undefined) return [];
  try {
    new RegExp(field.pattern.regex, 'u');
    return [];
  } catch {
    return [{ path: `${path}.pattern.regex`, message: 'l’espressione regolare non è scritta bene' }];
  }
}
