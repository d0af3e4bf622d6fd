/** Who keeps the school and which list it comes from. Recognised = paritaria; autonomous = Aosta, Trento, Bolzano. */
export type SchoolSource = 'state' | 'recognised' | 'autonomous' | 'autonomous_recognised';

export type SchoolGrade = 'nursery' | 'primary' | 'lower' | 'upper' | 'adult' | 'boarding';

/** A school, or one of its sites, by its ten-character code. Missing in the Ministry's data = null. */
export interface School {
  readonly code: string;
  /** Never empty: where the Ministry gives no name, the institute's or the kind of school. */
  readonly name: string;
  readonly source: SchoolSource;
  /** Short code of the province, e.g. FC. */
  readonly province: string;
  readonly instituteCode: string | null;
  readonly instituteName: string | null;
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly municipalityCode: string;
  readonly municipalityName: string;
  /** As the Ministry writes it, e.g. "PERCORSO II LIVELLO", "SPEC. PER CARCERARI". */
  readonly feature: string | null;
  /** As the Ministry writes it, e.g. "LICEO CLASSICO". */
  readonly kindName: string | null;
  /** The seat of the head teacher: the school that answers for its institute. */
  readonly headquarters: boolean | null;
  readonly grades: readonly SchoolGrade[];
  readonly email: string | null;
  readonly pec: string | null;
  readonly website: string | null;
  /** The school is no longer in the Ministry's list; applications may still name it. */
  readonly closed: boolean;
}

export interface Institute {
  readonly code: string;
  readonly name: string | null;
  readonly province: string;
  readonly closed: boolean;
}

export interface Province {
  /** Two letters, as ISTAT gives them: FC, PU, FM. Not always the beginning of the school codes. */
  readonly code: string;
  /** As the Ministry spells it: FORLI'-CESENA. */
  readonly name: string;
  /** As people write it: Forlì-Cesena. */
  readonly displayName: string;
  readonly region: string;
  readonly codePrefix: string;
  /** Aosta, Trento, Bolzano: they run their schools themselves and have no provincial office of the Ministry. */
  readonly autonomous: boolean;
}

export interface Office {
  readonly code: string;
  readonly kind: 'province' | 'region';
  readonly name: string;
  /** Of a provincial office. */
  readonly province: string | null;
  /** Code of its register (protocollo). */
  readonly registerCode: string;
}

export interface Municipality {
  /** Cadastral code, as in fiscal codes. */
  readonly code: string;
  readonly name: string;
  readonly istatCode: string | null;
  readonly province: string;
  readonly provinceName: string;
  /** No longer in the list of ISTAT: good as a place of birth, not of residence. */
  readonly closed: boolean;
}

export interface Country {
  /** Cadastral code, Z and three digits. */
  readonly code: string;
  readonly name: string;
  /** False for states that no longer exist: good as a place of birth only. */
  readonly current: boolean;
  readonly ceasedOn: string | null;
}

export type TeachingClassKind = 'common' | 'support' | 'class_a' | 'class_b' | 'educator';
export type TeachingClassGrade = 'nursery' | 'primary' | 'lower' | 'upper' | 'lower_upper' | 'educator';

export interface TeachingClass {
  readonly code: string;
  readonly name: string;
  readonly kind: TeachingClassKind;
  readonly grade: TeachingClassGrade;
  /** False for codes merged into another by DM 255/2023. */
  readonly current: boolean;
}

const UPPER = 'IS PC PS PM PL PQ SD SL TA TB TD TE TF TH TL TN IP RA RC RE RF RH RI RM RR RS RV';

/** Third and fourth character of a school code, and the grades taught there. */
const GRADES: ReadonlyMap<string, readonly SchoolGrade[]> = new Map<string, readonly SchoolGrade[]>([
  ['AA', ['nursery']],
  ['1A', ['nursery']],
  ['EE', ['primary']],
  ['1E', ['primary']],
  ['MM', ['lower']],
  ['1M', ['lower']],
  ['IC', ['nursery', 'primary', 'lower']],
  ['CT', ['adult']],
  ['VC', ['boarding']],
  ['VE', ['boarding']],
  ...UPPER.split(' ').map((type): [string, readonly SchoolGrade[]] => [type, ['upper']]),
]);

/** The grades a school code stands for; undefined for a type nobody has met yet. */
export function gradesOfCode(code: string): readonly SchoolGrade[] | undefined {
  return GRADES.get(code.slice(2, 4));
}

const CLASS_GRADES: Readonly<Record<TeachingClassGrade, readonly SchoolGrade[]>> = {
  nursery: ['nursery'],
  primary: ['primary'],
  lower: ['lower'],
  upper: ['upper', 'adult'],
  lower_upper: ['lower', 'upper', 'adult'],
  educator: ['boarding'],
};

/** Where a class is taught: the grades to search schools by. */
export function gradesOfClass(teachingClass: TeachingClass): readonly SchoolGrade[] {
  return CLASS_GRADES[teachingClass.grade];
}

/** "FORLI'-CESENA" → "Forli'-Cesena": for names the list of ISTAT spells no better. */
export function capitalized(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/(^|[\s'’/-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
  return words.replace(/ (E|Della|Di|Del|D|Dell|Delle|Dei)(?=[ '’])/g, (word) => word.toLowerCase());
}
