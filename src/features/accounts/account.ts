import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Sex } from '../../kernel/fiscal-code.ts';

/** Who somebody is, as declared at registration and checked against the fiscal code. */
export interface Person {
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  /** Cadastral code of the municipality or foreign state. */
  readonly birthPlaceCode: string;
  readonly birthPlace: string;
  /** Their reference address; empty while they have none (who first enters by CIE). */
  readonly email: string;
}

export interface Account extends Person {
  readonly id: string;
  readonly username: string;
}

/** A municipality or foreign state somebody may be born in. */
export interface BirthPlace {
  readonly code: string;
  readonly name: string;
  /** Province of a municipality, or "Stato estero". */
  readonly where: string;
}

export interface BirthPlaces {
  search(text: string, limit: number): Promise<{ readonly found: readonly BirthPlace[]; readonly total: number }>;
  byCode(code: string): Promise<BirthPlace | undefined>;
}
