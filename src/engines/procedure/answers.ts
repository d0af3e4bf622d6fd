import type { CivilDate } from '../../kernel/civil-date.ts';
import type { ApplicantFacts } from './applicant.ts';

/** A mark as written on the certificate. `value` has at most two decimals. */
export interface Mark {
  readonly value: number;
  readonly base: number;
  readonly lode: boolean;
}

/** Reference to an act: who issued it, its number, its date. */
export interface Act {
  readonly authority: string;
  readonly number: string;
  readonly date: CivilDate;
}

/** From a day to a day, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Somebody else than the applicant. */
export interface Person {
  readonly surname: string;
  readonly name: string;
  readonly fiscal_code: string;
  /** Who they are to the applicant, by the value of the option. */
  readonly relation?: string;
}

/** What was paid: the number of the pagoPA notice (18 digits) and the day. */
export interface Payment {
  readonly notice: string;
  readonly date: CivilDate;
}

/** One line of a list of preferences: what is asked for, and how. The keys beside these two are its attributes. */
export interface Preference {
  readonly target: TargetKind;
  readonly code: string;
  readonly [attribute: string]: string | number | boolean | readonly string[];
}

/** What can be asked for: one school, or all those of a place; a country; one of the options of the question. */
export type TargetKind = 'school' | 'municipality' | 'district' | 'province' | 'region' | 'country' | 'option';

/** An uploaded file, known by its content. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a field holds. Dates are 'YYYY-MM-DD', school years '2024/25', codes upper case; unanswered fields are absent. */
export type Value =
  | string
  | number
  | boolean
  | readonly string[]
  | Mark
  | Act
  | Period
  | Person
  | Payment
  | FileRef
  | readonly Preference[];

export type Values = { readonly [field: string]: Value };
export type Item = Values & { readonly id: string };

/** `form` → values; `list` → items; `per` → values by key (the teaching class, say). */
export type SectionAnswers = Values | readonly Item[] | { readonly [key: string]: Values };

/** What a person has answered so far. A section never saved is absent. */
export type Answers = { readonly [section: string]: SectionAnswers };

/** What was typed, by posted name, cleaned only of what cannot be stored: shown again next to the error. */
export type Typed = { readonly [name: string]: string | readonly string[] };

/** What the browser sent: anything at all. */
export type Posted = { readonly [name: string]: unknown };

/** Something missing or wrong, told to the person so that they can put it right. */
export interface Gap {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly section: string;
  /** Item id of a list, or key of a `per` section. */
  readonly item?: string;
  readonly field?: string;
  /** The posted name to point the error at, when it is a part: `from.month`. */
  readonly input?: string;
}

export interface SchoolEntry {
  readonly code: string;
  readonly name: string;
  /** Code of the province, the same that a `province` field holds. */
  readonly province: string;
  readonly municipality: string;
  /** Cadastral code of its municipality. */
  readonly municipality_code?: string | undefined;
  readonly district?: string | undefined;
  /** It is known from earlier, and can be chosen no more. */
  readonly closed?: boolean | undefined;
}

export interface TeachingClassEntry {
  readonly code: string;
  readonly name: string;
  /** `classe_A`, `classe_B`, `sostegno`… as in the class table. */
  readonly kind: string;
  /** `I_GRADO`, `II_GRADO`, `I_II_GRADO`… */
  readonly degree: string;
}

export interface NamedEntry {
  readonly code: string;
  readonly name: string;
}

/** Everything the engine needs to know from outside, as pure look-ups: the caller loads the tables first. */
export interface Context {
  /** The civil day in Rome on which the question is asked. */
  readonly today: CivilDate;
  /** Read-only data for the fields with `source: profile.x`, already in words. */
  readonly profile: { readonly [name: string]: string };
  /** What is known of who applies; absent, what depends on it stays undecided. */
  readonly applicant?: Partial<ApplicantFacts>;
  /** Closing instants in force (wall clock), when an act has moved them; by window id. */
  readonly closes?: { readonly [window: string]: string };
  school(code: string): SchoolEntry | undefined;
  teachingClass(code: string): TeachingClassEntry | undefined;
  province(code: string): (NamedEntry & { readonly region?: string | undefined }) | undefined;
  region(code: string): NamedEntry | undefined;
  /** The school districts, where the offices keep them. */
  district(code: string): (NamedEntry & { readonly province: string }) | undefined;
  municipality(
    code: string,
  ): (NamedEntry & { readonly province?: string; readonly district?: string | undefined }) | undefined;
  country(code: string): NamedEntry | undefined;
}
