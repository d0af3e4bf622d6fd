import { holds } from '../../kernel/condition.ts';
import { isAnswered } from '../../kernel/scope.ts';
import type { Answers, Values } from './answers.ts';
import type { Field, FieldKind } from './field.ts';
import { own } from './records.ts';
import { scopeOf } from './visibility.ts';
import type { Wrong } from './wrong.ts';

/** Whether the field must be answered here: always, or when its rule says so. `seen` are answers that count. */
export function isRequired(field: Field, seen: Answers, values: Values): boolean {
  if (field.required || field.kind === 'declaration') return true;
  return field.required_when !== undefined && holds(field.required_when, scopeOf(seen, values));
}

/** Says what to do about a required field left blank; nothing when it is answered or need not be. */
export function missing(field: Field, seen: Answers, values: Values): Wrong | undefined {
  if (
    field.source !== undefined ||
    field.kind === 'computed' ||
    isAnswered(own(values, field.id)) ||
    !isRequired(field, seen, values)
  )
    return undefined;
  return { code: 'missing', message: `${TO_DO[field.kind] ?? 'Scegli'}: «${field.label}».` };
}

const TO_DO: { readonly [kind in FieldKind]?: string } = {
  text: 'Manca una risposta. Scrivi',
  textarea: 'Manca una risposta. Scrivi',
  integer: 'Manca un numero. Scrivi',
  decimal: 'Manca un numero. Scrivi',
  boolean: 'Manca una risposta. Scegli sì o no',
  declaration: 'Per inoltrare serve questa dichiarazione. Leggila e spunta la casella',
  date: 'Manca una data. Scrivi giorno, mese e anno',
  enum: "Manca una risposta. Scegli dall'elenco",
  multi_enum: "Manca una risposta. Scegli almeno una voce dall'elenco",
  money: 'Manca un importo. Scrivi',
  ranked_enum: "Manca una risposta. Metti in ordine le voci dell'elenco",
  period: 'Manca un periodo. Scrivi il primo e l’ultimo giorno',
  person: 'Manca una persona. Scrivi cognome, nome e codice fiscale',
  payment: 'Manca il pagamento. Paga e scrivi qui il numero dell’avviso e la data',
  fiscal_code: 'Manca il codice fiscale. Scrivi',
  email: 'Manca un indirizzo e-mail. Scrivi',
  phone: 'Manca un numero di telefono. Scrivi',
  iban: "Manca l'IBAN. Scrivi",
  region: 'Manca la regione. Scegli',
  district: 'Manca il distretto. Scegli',
  preferences: 'Mancano le preferenze. Aggiungine almeno una',
  mark: 'Manca il voto. Scrivi il voto e scegli su quanto è espresso',
  school_year: "Manca l'anno scolastico. Scegli",
  act: 'Manca un atto. Scrivi chi lo ha emesso, numero e data',
  teaching_class: 'Manca la classe di concorso. Scegli',
  province: 'Manca la provincia. Scegli',
  municipality: 'Manca il comune. Scegli',
  country: 'Manca lo Stato. Scegli',
  school: 'Manca la scuola. Cercala e sceglila',
  schools: 'Mancano le scuole. Cerca e scegli almeno una scuola',
  file: 'Manca un documento. Allega il file',
};
