import type { CivilDate } from '../kernel/civil-date.ts';
import type { Sex } from '../kernel/fiscal-code.ts';
import { deriveFiscalCode } from '../kernel/fiscal-code-person.ts';

/** Somebody invented, to try the portal with. Their secrets are public: they exist in development only. */
export interface CastMember {
  readonly surname: string;
  readonly name: string;
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  readonly birthPlaceCode: string;
  readonly birthPlace: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
  /** Base32 key of the second factor, for office roles. */
  readonly totpSecret?: string;
  readonly personalCode?: string;
}

/** What the account of a member is made from. */
export function personOf(member: CastMember) {
  const { surname, name, birthDate, sex, birthPlaceCode, birthPlace, email } = member;
  const fiscalCode = deriveFiscalCode({ surname, name, birthDate, sex, placeCode: birthPlaceCode });
  return { fiscalCode, surname, name, birthDate, sex, birthPlaceCode, birthPlace, email };
}

/** Where all of them live, and the document all of them show at the desk. */
export const DECLARED = {
  contact: {
    street: 'Via dei Tigli 7',
    municipality: { code: 'X001', name: 'Borgo Valdoro', province: 'VD' },
    postalCode: '39901',
    mobile: '3330000001',
    phone: '',
  },
  document: {
    kind: 'identity-card' as const,
    number: 'CA00001AA',
    issuer: 'Comune di Borgo Valdoro',
    issued: '2024-03-01' as CivilDate,
    expires: '2034-05-14' as CivilDate,
  },
  privacyNotice: '2026-1',
};

const member = (
  name: string,
  surname: string,
  birthDate: string,
  sex: Sex,
  secrets: Pick<CastMember, 'password' | 'totpSecret' | 'personalCode'>,
): CastMember => ({
  name,
  surname,
  birthDate: birthDate as CivilDate,
  sex,
  birthPlaceCode: 'X001',
  birthPlace: 'Borgo Valdoro',
  email: `${name}.${surname}@posta.example`.toLowerCase(),
  username: `${name}.${surname}`.toLowerCase(),
  ...secrets,
});

export const CAST = {
  anna: member('Anna', 'Bianchi', '1988-05-14', 'F', {
    password: 'tre tigli in fondo al viale',
    personalCode: 'TIGLI2047',
  }),
  bruno: member('Bruno', 'Conti', '1992-11-03', 'M', { password: 'quattro fontane di pietra' }),
  carla: member('Carla', 'Neri', '1975-02-27', 'F', {
    password: 'la campana suona alle otto',
    totpSecret: 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD',
  }),
  dario: member('Dario', 'Riva', '1969-09-09', 'M', {
    password: 'protocollo di carta azzurra',
    totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  }),
  elena: member('Elena', 'Galli', '1981-07-21', 'F', {
    password: 'chiavi sul gancio di ottone',
    totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  }),
  fulvia: member('Fulvia', 'Ricci', '1978-10-05', 'F', {
    password: 'il decreto sta nel cassetto',
    totpSecret: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U',
  }),
  guido: member('Guido', 'Sala', '1972-06-30', 'M', {
    password: 'due firme e un timbro tondo',
    totpSecret: 'NNWG23TPOBYXE43UOV3HO6DZPJ2TM5LB',
  }),
} as const;

const withIdentity = (name: string, surname: string, birthDate: string, sex: Sex) => {
  const birthPlaceCode = 'X001';
  const born = birthDate as CivilDate;
  const fiscalCode = deriveFiscalCode({ surname, name, birthDate: born, sex, placeCode: birthPlaceCode });
  return {
    ...{ name, surname, birthDate: born, sex, birthPlaceCode, fiscalCode },
    email: `${name}.${surname}@posta.example`.toLowerCase(),
  };
};

/** Who has no account yet, and comes with SPID or CIE: the identity provider of development plays theirs. */
export const DIGITAL_CAST = {
  fabia: withIdentity('Fabia', 'Serra', '1994-04-18', 'F'),
  gino: withIdentity('Gino', 'Moretti', '1986-12-02', 'M'),
} as const;

/** The competition of `bin/start`: two of the regional office, for what two people decide, and one of its candidates. */
export const COMPETITION_CAST = {
  ida: member('Ida', 'Fontana', '1974-03-15', 'F', {
    password: 'tre buste chiuse nel cassetto',
    totpSecret: 'OBZG65TFMRUXAYLSNF2GC3TPMNUGKYLS',
  }),
  livio: member('Livio', 'Marini', '1967-11-08', 'M', {
    password: 'il verbale ha quattro pagine',
    totpSecret: 'MNXW23LJONZWS33OMVSGKYLMMFWXIYLS',
  }),
  ines: member('Ines', 'Costa', '1990-01-22', 'F', { password: 'una matita e due gomme nuove' }),
} as const;
