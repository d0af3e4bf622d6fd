import {
  conditionNames,
  type Definition,
  type Field,
  type FieldKind,
  type FieldOf,
  type Section,
  type TargetKind,
} from '../../engines/procedure/index.ts';
import { type CivilDate, formatDate } from '../../kernel/civil-date.ts';
import { type ConditionNames, conditionWords } from '../../kernel/condition-words.ts';

/** One question as the public rules tell it. */
export interface QuestionRule {
  readonly label: string;
  readonly hint: string | undefined;
  /** "Sempre", or "Se …". */
  readonly asked: string;
  /** "Sì", "No", or "Se …". */
  readonly required: string;
  /** What may be answered. */
  readonly answer: string;
  readonly field: Field;
}

/** The questions of a section, each with when it is asked, whether it must be answered, and how. */
export function questionRules(definition: Definition, section: Section): readonly QuestionRule[] {
  const names = conditionNames(definition, section);
  return section.fields.map((field) => ({
    label: field.label,
    hint: field.hint,
    asked: field.when === undefined ? 'Sempre' : `Se ${conditionWords(field.when, names)}`,
    required: requiredWords(field, names),
    answer: answerWords(definition, field),
    field,
  }));
}

function requiredWords(field: Field, names: ConditionNames): string {
  if (field.source !== undefined || field.kind === 'computed') return 'Non la scrivi tu';
  if (field.required || field.kind === 'declaration') return 'Sì';
  return field.required_when === undefined ? 'No' : `Se ${conditionWords(field.required_when, names)}`;
}

/** What may be answered, in words. */
export function answerWords(definition: Definition, field: Field): string {
  if (field.source !== undefined) return 'Viene dal tuo profilo';
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return `Un numero${field.kind === 'integer' ? ' intero' : ''}${rangeWords(field.min, field.max)}`;
    case 'money':
      return `Un importo in euro${rangeWords(field.min, field.max)}`;
    case 'declaration':
      return `Da sottoscrivere: «${field.text.trim()}»`;
    case 'date':
      return `Una data${daysWords(field.min, field.max)}`;
    case 'period':
      return `Un periodo, dal primo all’ultimo giorno${daysWords(field.min, field.max)}`;
    case 'enum':
      return `Una scelta: ${labels(field.options)}`;
    case 'multi_enum':
      return `${field.max === undefined ? 'Una o più scelte' : `Fino a ${field.max} scelte`}: ${
        field.options_from === undefined ? labels(field.options) : optionsFrom(definition, field.options_from)
      }`;
    case 'ranked_enum':
      return `${field.max === undefined ? 'Scelte' : `Fino a ${field.max} scelte`} dalla più gradita: ${labels(field.options)}`;
    case 'mark':
      return `Un voto, su ${orList(field.bases.map(String))}`;
    case 'school_year':
      return `Un anno scolastico, dal ${field.first} al ${field.last}`;
    case 'schools':
      return `Fino a ${field.max} scuole`;
    case 'preferences':
      return preferencesWords(field);
    case 'file':
      return `Un file ${orList(field.accept.map(fileType))}, al massimo ${megabytes(field.max_bytes)}`;
    case 'text':
    case 'textarea':
      return `Un testo, al massimo ${field.max_length} caratteri`;
    default:
      return SIMPLE[field.kind];
  }
}

type SimpleKind = Exclude<
  FieldKind,
  | ('integer' | 'decimal' | 'money' | 'declaration' | 'date' | 'period' | 'enum' | 'multi_enum' | 'ranked_enum')
  | ('mark' | 'school_year' | 'schools' | 'preferences' | 'file' | 'text' | 'textarea')
>;

const SIMPLE: Readonly<Record<SimpleKind, string>> = {
  boolean: 'Sì o no',
  act: 'Gli estremi di un atto: chi lo ha emesso, numero e data',
  person: 'Una persona: cognome, nome e codice fiscale',
  payment: 'Gli estremi di un pagamento: numero dell’avviso e giorno',
  computed: 'Lo calcola il portale dalle altre risposte',
  teaching_class: 'Una classe di concorso',
  fiscal_code: 'Un codice fiscale',
  email: 'Un indirizzo e-mail',
  phone: 'Un numero di telefono',
  iban: 'Un IBAN',
  region: 'Una regione',
  province: 'Una provincia',
  district: 'Un distretto',
  municipality: 'Un comune',
  country: 'Uno Stato',
  school: 'Una scuola',
};

const TARGETS: Readonly<Record<TargetKind, string>> = {
  school: 'scuole',
  municipality: 'comuni',
  district: 'distretti',
  province: 'province',
  region: 'regioni',
  country: 'Stati',
  option: 'voci di un elenco',
};

function preferencesWords({ max, ordered, targets, attributes }: FieldOf<'preferences'>): string {
  const order = ordered ? ' in ordine' : '';
  const each = attributes.length === 0 ? '' : `. Per ciascuna: ${labels(attributes)}`;
  return `Fino a ${max} preferenze${order}: ${orList(targets.map((target) => TARGETS[target]))}${each}`;
}

const NO_MAXIMUM = 1_000_000;

function rangeWords(min: number, max: number): string {
  if (max >= NO_MAXIMUM) return min === 0 ? '' : `, almeno ${min}`;
  return `, da ${min} a ${max}`.replaceAll('.', ',');
}

function daysWords(min: string | undefined, max: string | undefined): string {
  const from = min === undefined ? '' : ` dal ${formatDate(min as CivilDate)}`;
  return `${from}${max === undefined ? '' : ` fino al ${formatDate(max as CivilDate)}`}`;
}

function optionsFrom(definition: Definition, { section, field }: { section: string; field: string }): string {
  const from = definition.sections.find(({ id }) => id === section);
  const label = from?.fields.find(({ id }) => id === field)?.label ?? field;
  return `tra le risposte a «${label}» della sezione «${from?.title ?? section}»`;
}

function labels(options: readonly { readonly label: string }[]): string {
  return options.map(({ label }) => label).join('; ');
}

function fileType(media: string): string {
  return (media.split('/')[1] ?? media).toUpperCase();
}

function megabytes(bytes: number): string {
  return `${String(Math.round((bytes / 1_048_576) * 10) / 10).replace('.', ',')} MB`;
}

export function orList(words: readonly string[]): string {
  return listed(words, 'o');
}

export function andList(words: readonly string[]): string {
  return listed(words, 'e');
}

function listed(words: readonly string[], last: 'e' | 'o'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
