import { TOTP } from 'otpauth';
import { CAST, personOf } from '../src/apps/cast.ts';
import type { CivilDate } from '../src/kernel/civil-date.ts';
import { deriveFiscalCode } from '../src/kernel/fiscal-code-person.ts';
import type { Fields } from './caller.ts';
import { type Name, PERSONAL_CODE, RECOVERY_CODE, TEMPORARY_CODE } from './cast-people.ts';
import type { CastWorld } from './cast-world.ts';
import { addressForms } from './hostile-address-forms.ts';
import { admissionForms } from './hostile-admission-forms.ts';
import { authoringForms } from './hostile-authoring-forms.ts';
import { delegating } from './hostile-delegation-forms.ts';
import { deskForms } from './hostile-desk-forms.ts';
import { fillingIn, section } from './hostile-draft-forms.ts';
import { secondFactorForms } from './hostile-factor-forms.ts';
import type { HostileForm } from './hostile-form.ts';
import { identityForms } from './hostile-identity-forms.ts';
import { signingOn } from './hostile-sso.ts';
import { trialForms } from './hostile-trial-forms.ts';

const BORN = { surname: 'Verdi', name: 'Rosa', birthDate: '1985-03-07' as CivilDate, sex: 'F' as const };
const PERSON: Fields = {
  fiscalCode: deriveFiscalCode({ ...BORN, placeCode: 'X001' }),
  surname: BORN.surname,
  name: BORN.name,
  'birthDate.day': '7',
  'birthDate.month': '3',
  'birthDate.year': '1985',
  sex: 'F',
  birthPlace: 'X001',
};
const REGISTRATION: Fields = {
  ...PERSON,
  email: 'rosa.verdi@posta.example',
  emailAgain: 'rosa.verdi@posta.example',
  terms: 'true',
  privacy: 'true',
};
const NEW_PASSWORD = { newPassword: 'sette lampioni sul ponte', newPasswordAgain: 'sette lampioni sul ponte' };
const NEW_CODE = { newCode: 'volpe7bosco2', newCodeAgain: 'volpe7bosco2' };

/** Every form of the portal. */
export async function hostileForms(world: CastWorld): Promise<HostileForm[]> {
  return [
    ...wayIn(world),
    ...(await addressForms(world)),
    ...secondFactorForms(world),
    ...enabling(world),
    ...delegating(world),
    ...deskForms(world),
    ...working(world),
    ...filingAndAfter(world),
    ...signingOn(world),
    ...identityForms(),
    ...authoringForms(world),
    ...trialForms(world),
    ...admissionForms(world),
    ...(await fillingIn(world)),
  ];
}

function wayIn({ belongings, now }: CastWorld): HostileForm[] {
  const { registration, recovery } = belongings;
  const confirmation = `/registrazione/conferma/${registration.token}`;
  const link = `/accesso/recupero/${recovery}`;
  const code = new TOTP({ secret: 'KVKFKRCPNZQUYMLXOVYDSQKJKZDTSRLD' }).generate({ timestamp: now.getTime() });
  const { username, password } = CAST.anna;
  const { fiscalCode } = personOf(CAST.bruno);
  return [
    { route: 'POST /registrazione', page: '/registrazione', fill: REGISTRATION, good: 200 },
    {
      route: 'POST /registrazione/conferma',
      page: (caller) => caller.post('/registrazione', REGISTRATION),
      action: '/registrazione/conferma',
      good: 303,
    },
    {
      route: 'POST /registrazione/inviata',
      cookies: `__Host-polis-pending=${registration.handle}`,
      page: '/registrazione/inviata',
      good: 303,
    },
    { route: 'POST /registrazione/conferma/:token', page: confirmation, good: 200 },
    {
      route: 'POST /accesso',
      page: '/accesso',
      fill: { username, password },
      // Which of the two was wrong is nobody's business.
      toldAt: { password: 'username' },
      good: 303,
    },
    {
      route: 'POST /accesso/secondo-fattore',
      who: 'unproven',
      page: '/accesso/secondo-fattore',
      fill: { code },
      good: 303,
    },
    {
      route: 'POST /accesso/conferma',
      who: 'anna',
      action: '/accesso/conferma',
      fill: { password, dopo: '/profilo' },
      good: 303,
    },
    {
      route: 'POST /profilo/dispositivi',
      who: 'anna',
      action: '/profilo/dispositivi',
      fill: { altre: '1' },
      good: 303,
    },
    {
      route: 'POST /profilo/password',
      who: 'anna',
      page: '/profilo/password',
      fill: { password, ...NEW_PASSWORD },
      good: 303,
    },
    {
      route: 'POST /accesso/nuova-password',
      who: 'temporary',
      page: '/accesso/nuova-password',
      fill: NEW_PASSWORD,
      good: 303,
    },
    { route: 'POST /accesso/recupero/:token', page: link, fill: NEW_PASSWORD, good: 303 },
    { route: 'POST /accesso/recupero', page: '/accesso/recupero', fill: { fiscalCode }, good: 200 },
    { route: 'POST /accesso/nome-utente', page: '/accesso/nome-utente', fill: { fiscalCode }, good: 200 },
    { route: 'POST /sessione', who: 'anna', action: '/sessione', fill: { torna: '/area' }, good: 303 },
    { route: 'POST /uscita', who: 'anna', page: '/uscita', good: 303 },
  ];
}

function enabling(_world: CastWorld): HostileForm[] {
  const form = (who: Name, path: string, fill: Fields = {}): HostileForm => ({
    route: `POST ${path}`,
    who,
    page: path,
    fill,
    good: 303,
  });
  return [
    form('declaring', '/abilitazione/dati', { privacy: 'true' }),
    form('declaring', '/abilitazione/riepilogo'),
    form('requested', '/abilitazione/codice-temporaneo', { temporaryCode: TEMPORARY_CODE }),
    {
      route: 'POST /abilitazione/codice-temporaneo/invio',
      who: 'requested',
      page: '/abilitazione/codice-temporaneo',
      action: '/abilitazione/codice-temporaneo/invio',
      good: 303,
    },
    {
      route: 'POST /abilitazione/adesione',
      who: 'requested',
      action: '/abilitazione/adesione',
      good: 303,
    },
    form('identified', '/abilitazione/codice-personale', { temporaryCode: TEMPORARY_CODE, ...NEW_CODE }),
    form('anna', '/profilo/codice-personale', { oldCode: PERSONAL_CODE, ...NEW_CODE }),
    form('anna', '/profilo/dati-anagrafici', { ...PERSON, reason: 'changed' }),
    {
      route: 'POST /profilo/dati-anagrafici/rinuncia',
      who: 'anna',
      action: '/profilo/dati-anagrafici/rinuncia',
      good: 303,
    },
    form('anna', '/profilo/codice-personale/rigenerazione'),
    {
      route: 'POST /profilo/codice-personale/recupero/invio',
      who: 'anna',
      page: '/profilo/codice-personale/recupero',
      good: 303,
    },
    form('marta', '/profilo/codice-personale/recupero', { recoveryCode: RECOVERY_CODE, ...NEW_CODE }),
    form('anna', '/profilo/revoca', { code: PERSONAL_CODE }),
    form('anna', '/profilo/revoca/senza-codice'),
    form('anna', '/profilo/recapiti'),
  ];
}

function working(_world: CastWorld): HostileForm[] {
  return [
    { route: 'POST /ufficio', who: 'officerA', page: '/ufficio', fill: { q: 'Bianchi' }, good: 200 },
    {
      route: 'POST /procedure/:procedure/istanze',
      who: 'anna',
      page: '/procedure/gps-2026-28',
      good: 303,
    },
  ];
}

function filingAndAfter({ belongings }: CastWorld): HostileForm[] {
  const { application, item, removed, conflict } = belongings.anna;
  const here = `/istanze/${application}`;
  const titles = `${here}/sezioni/titles`;
  const one = '/istanze/:application';
  const inItem = `${one}/sezioni/:section/:item`;
  const form = (route: string, page: string, more: Partial<HostileForm> = {}): HostileForm => ({
    route: `POST ${route}`,
    who: 'anna',
    page,
    good: 303,
    ...more,
  });
  return [
    form(`${one}/inoltro`, `${here}/riepilogo`, { fill: { code: PERSONAL_CODE } }),
    form(`${one}/ritiro`, `${here}/ritiro`, { fill: { code: PERSONAL_CODE } }),
    form(`${one}/correzione`, `${here}/ricevuta/${belongings.anna.filing}`, { action: `${here}/correzione` }),
    form(`${one}/abbandono`, here, { action: `${here}/abbandono` }),
    form(`${one}/tolti/:section/:removed`, titles, { action: `${here}/tolti/titles/${removed}` }),
    form(`${one}/sezioni/:section/elenchi/:field`, `${here}/sezioni/wishes/elenchi/wishes`, {
      fill: { come: 'sostituisci' },
    }),
    form(`${one}/conflitti/:conflict`, `${here}/conflitti/${conflict}`, { fill: { what: 'mine' } }),
    form(`${one}/sezioni/:section/fascicolo`, `${titles}/fascicolo`, { fill: { entry: belongings.anna.entry } }),
    form('/fascicolo/:entry/rimozione', `/fascicolo/${belongings.anna.entry}/rimozione`),
    form(`${inItem}/copia`, titles, { action: `${titles}/${item}/copia` }),
    form(`${inItem}/rimozione`, titles, { action: `${titles}/${item}/rimozione` }),
    form(`${inItem}/allegati/:field/rimozione`, `${titles}/${item}`, {
      action: `${titles}/${item}/allegati/copy/rimozione`,
    }),
    form(`${inItem}/allegati/:field`, `${titles}/${item}`, { action: `${titles}/${item}/allegati/copy`, good: 422 }),
    form(`${one}/sezioni/:section/allegati/:field`, `${here}/sezioni/papers`, {
      action: `${here}/sezioni/papers/allegati/scan`,
      good: 422,
    }),
    form(`${one}/sezioni/:section/allegati/:field/rimozione`, `${here}/sezioni/papers`, {
      action: `${here}/sezioni/papers/allegati/scan/rimozione`,
      fill: {},
    }),
    ...['target', 'promise', `titles/${item}`].map((end) => section(here, end)),
  ];
}
