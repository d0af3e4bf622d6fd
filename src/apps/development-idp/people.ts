import { type CivilDate, civilDate } from '../../kernel/civil-date.ts';
import { deriveFiscalCode } from '../../kernel/fiscal-code-person.ts';
import { CAST, DIGITAL_CAST, personOf } from '../cast.ts';
import type { IdentityPerson } from './person.ts';

/** The test cast: first those who come with a digital identity alone. */
export const PEOPLE: readonly IdentityPerson[] = [
  ...Object.values(DIGITAL_CAST),
  ...Object.values(CAST).map((member) => {
    const { fiscalCode, name, surname, birthDate, sex, birthPlaceCode, email } = personOf(member);
    return { fiscalCode, name, surname, birthDate, sex, birthPlaceCode, email };
  }),
];

/** Somebody typed on the page; a text says what is missing. */
export function typedPerson(form: Readonly<Record<string, string>>): IdentityPerson | string {
  const text = (name: string) => (form[name] ?? '').trim();
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text('birthDate')) ?? [];
  const birthDate: CivilDate | undefined = civilDate(Number(year), Number(month), Number(day));
  const sex = form['sex'] === 'M' ? 'M' : 'F';
  const [name, surname, birthPlaceCode] = [text('name'), text('surname'), text('birthPlaceCode').toUpperCase()];
  if (!/\p{L}/u.test(name) || !/\p{L}/u.test(surname)) return 'Scrivi nome e cognome.';
  if (birthDate === undefined) return 'Scrivi la data di nascita come anno-mese-giorno, per esempio 1990-05-31.';
  if (!/^[A-Z]\d{3}$/.test(birthPlaceCode)) return 'Il codice catastale è una lettera e tre cifre, per esempio H501.';
  const fiscalCode = deriveFiscalCode({ surname, name, birthDate, sex, placeCode: birthPlaceCode });
  return { fiscalCode, name, surname, birthDate, sex, birthPlaceCode, email: text('email') };
}
