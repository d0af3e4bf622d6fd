import type { DossierKind } from './dossier-schema.ts';
import type { FieldKind } from './field.ts';

/** One thing known of a title or of a service, whatever each procedure calls it. */
export interface Property {
  /** As the person reads it. */
  readonly label: string;
  /** The kinds of field that may hold it. */
  readonly fields: readonly FieldKind[];
  /** The words a choice is kept as, each with what the person reads. */
  readonly words?: Readonly<Record<string, string>>;
}

const text = (label: string): Property => ({ label, fields: ['text', 'textarea'] });
const of = (kind: FieldKind, label: string): Property => ({ label, fields: [kind] });
const choice = (label: string, words: Readonly<Record<string, string>>): Property => ({
  label,
  fields: ['enum'],
  words,
});

const TITLE_KINDS = {
  degree: 'Laurea magistrale, specialistica o vecchio ordinamento',
  first_degree: 'Laurea triennale o titolo di I livello',
  diploma: 'Diploma di scuola secondaria',
  its: 'Diploma ITS Academy',
  qualification: 'Abilitazione o idoneità',
  support: 'Specializzazione per il sostegno',
  competition: 'Concorso superato',
  phd: 'Dottorato di ricerca',
  asn: 'Abilitazione scientifica nazionale',
  research_grant: 'Assegno di ricerca',
  afam_ranking: 'Inserimento nelle graduatorie nazionali AFAM',
  specialisation: 'Diploma di specializzazione',
  clil_course: 'Perfezionamento CLIL',
  clil_certificate: 'Certificazione CLIL',
  language: 'Certificazione linguistica',
  master: 'Master o perfezionamento',
  italian_l2: 'Specializzazione in italiano lingua 2',
  ict: 'Certificazione informatica',
  artistic: 'Titolo artistico',
  vocational: 'Qualifica professionale',
  typing: 'Attestato di dattilografia o di servizi meccanografici',
  oss: 'Qualifica di operatore socio-sanitario',
  suitability: 'Idoneità in un concorso pubblico',
  language_course: 'Corso ministeriale di lingua',
  state_exam: 'Incarico agli esami di Stato',
  tutor: 'Tutor o orientatore',
};

const LANGUAGES = {
  en: 'Inglese',
  fr: 'Francese',
  de: 'Tedesco',
  es: 'Spagnolo',
  pt: 'Portoghese',
  ru: 'Russo',
  sl: 'Sloveno',
  ar: 'Arabo',
  zh: 'Cinese',
  ja: 'Giapponese',
  el: 'Greco moderno',
};

const SCHOOL_TYPES = {
  state: 'Scuola statale',
  equal: 'Scuola paritaria',
  private: 'Scuola non statale e non paritaria',
  equated: 'Scuola parificata o pareggiata',
  recognised: 'Scuola legalmente riconosciuta',
  local: 'Scuola comunale o regionale',
  boarding: 'Convitto o educandato',
  eu: 'Scuola di un altro Paese dell’Unione europea',
  non_eu: 'Scuola di un Paese fuori dall’Unione europea',
  abroad_state: 'Scuola italiana statale all’estero',
  university: 'Università',
  public: 'Amministrazione o ente pubblico',
};

const JOBS = {
  teacher: 'Docente',
  support: 'Docente di sostegno',
  religion: 'Insegnante di religione cattolica',
  educator: 'Educatore',
  AA: 'Assistente amministrativo',
  AT: 'Assistente tecnico',
  CS: 'Collaboratore scolastico',
  OS: 'Operatore scolastico',
  CR: 'Operatore dei servizi agrari',
  CO: 'Cuoco',
  GA: 'Guardarobiere',
  IF: 'Infermiere',
  DSGA: 'Direttore dei servizi generali e amministrativi',
};

/**
 * The published vocabulary: what packs may say a field holds, so that a title declared in one procedure can be taken
 * into another with other fields. A property is added, never changed: entries are kept by these names.
 */
export const VOCABULARY: Readonly<Record<DossierKind, Readonly<Record<string, Property>>>> = {
  titles: {
    kind: choice('Tipo di titolo', TITLE_KINDS),
    name: text('Denominazione'),
    authority: text('Rilasciato da'),
    date: of('date', 'Data'),
    academic_year: of('school_year', 'Anno accademico'),
    mark: of('mark', 'Voto'),
    hours: of('integer', 'Ore'),
    credits: of('integer', 'Crediti (CFU)'),
    language: choice('Lingua', LANGUAGES),
    level: choice('Livello', { A1: 'A1', A2: 'A2', B1: 'B1', B2: 'B2', C1: 'C1', C2: 'C2' }),
    teaching_class: of('teaching_class', 'Classe di concorso'),
    foreign: of('boolean', 'Conseguito all’estero'),
  },
  services: {
    school_year: of('school_year', 'Anno scolastico'),
    from: of('date', 'Dal'),
    to: of('date', 'Al'),
    school_type: choice('Dove', SCHOOL_TYPES),
    school_code: { label: 'Codice della scuola', fields: ['school', 'text'] },
    school: text('Scuola o ente'),
    country: of('country', 'Stato'),
    job: choice('Qualifica', JOBS),
    teaching_class: of('teaching_class', 'Classe di concorso o posto'),
    activity: choice('Attività', {
      teaching: 'Insegnamento',
      alternative: 'Attività alternativa alla religione cattolica',
      religion: 'Insegnamento della religione cattolica',
    }),
    contract: choice('Contratto', { temporary: 'Tempo determinato', permanent: 'Tempo indeterminato' }),
    weekly_hours: of('decimal', 'Ore settimanali'),
    full_year: of('boolean', 'Dal 1° febbraio agli scrutini senza interruzione'),
    unpaid_days: of('integer', 'Giorni senza stipendio'),
  },
};

/** What tells one title or service from another: a list without fields for these could not know them again. */
export const TELLING: Readonly<Record<DossierKind, readonly string[]>> = {
  titles: ['name', 'date'],
  services: ['from', 'to', 'school'],
};

export function propertyOf(kind: DossierKind, name: string): Property | undefined {
  const properties = VOCABULARY[kind];
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}
