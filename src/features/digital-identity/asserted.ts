import { type CivilDate, civilDate } from '../../kernel/civil-date.ts';
import { birthDateOf, checkFiscalCode } from '../../kernel/fiscal-code.ts';

/** Somebody as a provider of identities asserts them, whatever the protocol. */
export interface AssertedIdentity {
  readonly method: 'spid' | 'cie' | 'eidas' | 'cns';
  readonly level: 1 | 2 | 3;
  /** Entity id or issuer. */
  readonly provider: string;
  /** The provider's own lasting name for the person (spidCode, sub); the fiscal code where there is none. */
  readonly subject: string;
  readonly assertionId?: string | undefined;
  /** As issued, in capitals, without `TINIT-`; undefined for somebody of another state. */
  readonly fiscalCode: string | undefined;
  readonly name: string;
  readonly surname: string;
  readonly birthDate?: string | undefined;
  readonly sex?: string | undefined;
  /** Cadastral code. */
  readonly birthPlaceCode?: string | undefined;
  readonly email?: string | undefined;
}

/** What an account is made of, as far as the provider and the fiscal code say it. */
export interface AssertedPerson {
  readonly fiscalCode: string;
  readonly name: string;
  readonly surname: string;
  readonly birthDate: CivilDate;
  readonly sex: 'F' | 'M';
  readonly birthPlaceCode: string;
  readonly email: string;
}

const MAIL = /^[^\s<>@"]{1,64}@[^\s<>@"]+\.[^\s<>@"]+$/;

/** The person behind an assertion; undefined when neither it nor the fiscal code says enough to open an account. */
export function assertedPerson(asserted: AssertedIdentity, today: CivilDate): AssertedPerson | undefined {
  const { fiscalCode, name, surname, email = '' } = asserted;
  if (fiscalCode === undefined || name.trim() === '' || surname.trim() === '') return undefined;
  const check = checkFiscalCode(fiscalCode);
  const inCode = check.ok ? check.code : undefined;
  const birthDate = dateIn(asserted.birthDate ?? '') ?? (inCode && birthDateOf(inCode, today, 14));
  const sex = asserted.sex === 'F' || asserted.sex === 'M' ? asserted.sex : inCode?.sex;
  // The provider vouches for the code, check letter or not: the place of birth is where it always is.
  const places = [asserted.birthPlaceCode ?? '', inCode?.placeCode ?? '', fiscalCode.slice(11, 15)];
  const birthPlaceCode = places.find((code) => /^[A-Z]\d{3}$/.test(code));
  if (birthDate === undefined || sex === undefined || birthPlaceCode === undefined) return undefined;
  return {
    fiscalCode,
    name: name.trim().slice(0, 100),
    surname: surname.trim().slice(0, 100),
    birthDate,
    sex,
    birthPlaceCode,
    email: MAIL.test(email) && email.length <= 254 ? email : '',
  };
}

function dateIn(text: string): CivilDate | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return civilDate(Number(year), Number(month), Number(day));
}
