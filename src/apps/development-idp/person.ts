/** Somebody as identity providers know them. */
export interface IdentityPerson {
  readonly fiscalCode: string;
  readonly name: string;
  readonly surname: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M';
  /** Cadastral code of the place of birth. */
  readonly birthPlaceCode: string;
  readonly email: string;
}
