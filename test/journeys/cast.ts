import { deriveFiscalCode } from '../../src/kernel/fiscal-code-person.ts';

/** Somebody who comes to the portal for the first time, with what they have at hand. */
export const giulia = {
  surname: 'De Santis',
  name: 'Giulia Maria',
  born: { day: '7', month: '3', year: '85' },
  birthPlace: 'Borgo Valdoro',
  fiscalCode: deriveFiscalCode({
    surname: 'De Santis',
    name: 'Giulia Maria',
    birthDate: '1985-03-07' as never,
    sex: 'F',
    placeCode: 'X001',
  }),
  email: 'giulia.desantis@posta.example',
  password: 'il gelso davanti alla finestra',
  personalCode: 'GELSO7QUATTRO',
  street: 'Via del Gelso 12',
  postalCode: '39901',
  mobile: '333 555 0147',
  document: { number: 'CA55501GD', issuer: 'Comune di Borgo Valdoro' },
};
