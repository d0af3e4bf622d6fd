import { normalizeFiscalCode } from '../../kernel/fiscal-code.ts';
import type { Form } from '../../platform/http/index.ts';
import { dateFromForm } from '../../ui/index.ts';
import type { BirthPlaces } from './account.ts';
import type { KnownPlaces, PersonTyped } from './person-form.ts';

const TEXTS = ['fiscalCode', 'surname', 'name', 'sex', 'birthPlace', 'birthPlaceOther'] as const;
const DATE_PARTS = ['birthDate.day', 'birthDate.month', 'birthDate.year'] as const;

/** The fields of a person as errors name them. */
export const PERSON_FIELDS: readonly string[] = [...TEXTS, 'birthDate'];
/** The same as they are posted. */
export const PERSON_POSTED: readonly string[] = [...TEXTS, ...DATE_PARTS, 'birthPlace.query'];

export function personTypedIn(form: Form): PersonTyped {
  const text = (field: string) => form.text(field);
  const date = Object.fromEntries(DATE_PARTS.map((part) => [part, text(part)]));
  return {
    fiscalCode: text('fiscalCode'),
    surname: text('surname'),
    name: text('name'),
    birthDate: dateFromForm(date, 'birthDate'),
    sex: text('sex'),
    birthPlace: text('birthPlace'),
    birthPlaceOther: text('birthPlaceOther'),
  };
}

/** The places a form names: the one chosen, and, where one was written by hand, the one its fiscal code means. */
export async function placesOf(places: BirthPlaces, typed: PersonTyped): Promise<KnownPlaces> {
  const chosen = await places.byCode(typed.birthPlace);
  const code = normalizeFiscalCode(typed.fiscalCode).slice(11, 15);
  const ofFiscalCode = typed.birthPlaceOther === '' ? undefined : await places.byCode(code);
  return { chosen, ofFiscalCode };
}
