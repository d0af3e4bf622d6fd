import type { SchoolSource } from '../school.ts';

export type FileKind = SchoolSource | 'municipalities' | 'countries' | 'provinces' | 'teaching_classes';

const SCHOOL_HEAD = ['ANNOSCOLASTICO', 'AREAGEOGRAFICA', 'REGIONE', 'PROVINCIA'] as const;
const SCHOOL_PLACE = [
  'CODICESCUOLA',
  'DENOMINAZIONESCUOLA',
  'INDIRIZZOSCUOLA',
  'CAPSCUOLA',
  'CODICECOMUNESCUOLA',
  'DESCRIZIONECOMUNE',
] as const;
const SCHOOL_CONTACTS = ['INDIRIZZOEMAILSCUOLA', 'INDIRIZZOPECSCUOLA', 'SITOWEBSCUOLA'] as const;

/** Schools in the open data of the Ministry: state ones have institutes and seats, recognised ones do not. */
const RECOGNISED = [...SCHOOL_HEAD, ...SCHOOL_PLACE, 'DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA', ...SCHOOL_CONTACTS];
const AUTONOMOUS = [
  ...SCHOOL_HEAD,
  'CODICEISTITUTORIFERIMENTO',
  'DENOMINAZIONEISTITUTORIFERIMENTO',
  ...SCHOOL_PLACE,
  'DESCRIZIONECARATTERISTICASCUOLA',
  'DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA',
  'INDICAZIONESEDEDIRETTIVO',
  'INDICAZIONESEDEOMNICOMPRENSIVO',
  ...SCHOOL_CONTACTS,
];
const STATE = [...AUTONOMOUS, 'SEDESCOLASTICA'];

const MUNICIPALITIES = [
  'codice_catastale',
  'denominazione',
  'codice_istat',
  'codice_uts',
  'sigla_provincia',
  'provincia',
  'codice_regione',
  'regione',
  'ripartizione',
  'capoluogo',
];

/** In the order they are read: schools name provinces, provinces borrow the spelling of the municipalities' list. */
const LAYOUTS: readonly (readonly [FileKind, readonly string[]])[] = [
  ['countries', ['codice', 'denominazione', 'denominazione_en', 'attivo', 'data_cessazione']],
  ['teaching_classes', ['codice', 'denominazione', 'tipo', 'grado', 'nota']],
  ['municipalities', MUNICIPALITIES],
  ['provinces', ['regione', 'provincia', 'prefisso_meccanografico', 'sigla_istat', 'n_punti_erogazione']],
  ['state', STATE],
  ['recognised', RECOGNISED],
  ['autonomous', AUTONOMOUS],
  ['autonomous_recognised', RECOGNISED],
];

export const READING_ORDER: readonly FileKind[] = LAYOUTS.map(([kind]) => kind);

const AUTONOMOUS_NAMES = new Set(['AOSTA', 'TRENTO', 'BOLZANO']);

/**
 * What a file is, by its header and, where two lists share one, by the province of its first row.
 * Undefined when it is none of the lists known.
 */
export function recognise(header: readonly string[], firstRow: readonly string[] | undefined): FileKind | undefined {
  const kinds = LAYOUTS.filter(([, columns]) => sameColumns(columns, header)).map(([kind]) => kind);
  if (kinds.length < 2) return kinds[0];
  const autonomous = AUTONOMOUS_NAMES.has(firstRow?.[3]?.trim() ?? '');
  return autonomous ? 'autonomous_recognised' : 'recognised';
}

export function columnsOf(kind: FileKind): readonly string[] {
  return LAYOUTS.find(([name]) => name === kind)?.[1] ?? [];
}

export function isSchoolList(kind: FileKind): kind is SchoolSource {
  return columnsOf(kind).includes('CODICESCUOLA');
}

function sameColumns(columns: readonly string[], header: readonly string[]): boolean {
  return columns.length === header.length && columns.every((column, index) => column === header[index]?.trim());
}
