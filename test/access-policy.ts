import type { OwnedObject, Route, Who } from '../src/platform/http/index.ts';
import type { CastWorld } from './cast-world.ts';

// What must happen, written down a second time and without the code that makes it happen: who may pass which door, and
// whose each thing is.

export const ROLES = [
  'nobody',
  'expired',
  'registered',
  'again',
  'owner',
  'other',
  'clerkX',
  'clerkY',
  'officerA',
  'officerB',
  'administrator',
  'editor',
  'unproven',
  'temporary',
  'delegate',
  'stopped',
] as const;
export type Role = (typeof ROLES)[number];

/** What a request comes to: into the page, or what is owed first, or the page that does not exist. */
export type Outcome =
  | 'enters'
  | 'sign-in'
  | 'second-factor'
  | 'new-password'
  | 'enablement'
  | 'absent'
  | 'not-for-delegates'
  | 'delegation-over';

/** In the order of {@link ROLES}, up to who acts in somebody else's name. */
const DOORS: Record<Who, string> = {
  anyone: 'enters enters enters enters enters enters enters enters enters enters enters enters enters enters',
  pending: 'sign-in sign-in enters enters enters enters enters enters enters enters enters enters enters enters',
  'signed-in':
    'sign-in sign-in enters enters enters enters enters enters enters enters enters enters second-factor new-password',
  drafter:
    'sign-in sign-in enablement enters enters enters enablement enablement enablement enablement enablement enablement second-factor new-password',
  applicant:
    'sign-in sign-in enablement enablement enters enters enablement enablement enablement enablement enablement enablement second-factor new-password',
  clerk:
    'sign-in sign-in absent absent absent absent enters enters absent absent absent absent second-factor new-password',
  officer:
    'sign-in sign-in absent absent absent absent absent absent enters enters absent absent second-factor new-password',
  administrator:
    'sign-in sign-in absent absent absent absent absent absent absent absent enters absent second-factor new-password',
  editor:
    'sign-in sign-in absent absent absent absent absent absent absent absent absent enters second-factor new-password',
};

/** All that a delegate may use: what concerns applications, and the way out. No other page, whatever they are. */
const FOR_DELEGATES =
  /^\/(area|archivio|sessione|istanze\/.*|messaggi|messaggi\/:id|procedure\/:procedure\/istanze(\/inizio)?|profilo\/deleghe\/fine)$/;
const WAY_OUT = '/profilo/deleghe/fine';

export function atTheDoor({ path, policy: { who } }: Pick<Route, 'path' | 'policy'>, role: Role): Outcome {
  if (role !== 'delegate' && role !== 'stopped') return DOORS[who].split(' ')[ROLES.indexOf(role)] as Outcome;
  if (who === 'anyone' || path === WAY_OUT) return 'enters';
  if (role === 'stopped') return 'delegation-over';
  return FOR_DELEGATES.test(path) ? 'enters' : 'not-for-delegates';
}

/** Whom each part of the portal is for, by how its addresses begin: no route may ask for less. */
export const PARTS: readonly (readonly [addresses: RegExp, who: Who, object?: OwnedObject])[] = [
  [/^\/area$/, 'drafter', 'own-account'],
  // What was filed is read for ever, whatever became of the enablement.
  [/^\/archivio$/, 'signed-in', 'own-account'],
  [/^\/fascicolo\/:entry/, 'signed-in', 'own-dossier-entry'],
  [/^\/fascicolo$/, 'signed-in', 'own-account'],
  [/^\/istanze\/:application\/ricevuta\/:filing/, 'signed-in', 'own-filing'],
  [/^\/prove$/, 'signed-in', 'own-account'],
  [/^\/istanze\/:application\/(ricevuta$|prove|esito$)/, 'signed-in', 'own-application'],
  // Whoever waits to be identified again writes drafts, and does nothing that the personal code signs.
  [/^\/istanze\/:application\/(inoltro|ritiro)$/, 'applicant', 'own-application'],
  [/^\/istanze/, 'drafter', 'own-application'],
  [/^\/procedure\/:procedure\/istanze(\/inizio)?$/, 'drafter'],
  [/^\/messaggi\/:id$/, 'signed-in', 'own-message'],
  [/^\/(messaggi|abilitazione\/comuni)$/, 'signed-in'],
  [/^\/cie\/oidc\//, 'anyone'],
  [/^\/(spid|cie)\/(metadata|login|acs|slo)$/, 'anyone'],
  [/^\/(spid|cie)\/uscita$/, 'pending', 'own-account'],
  [/^\/profilo\/secondo-fattore\/passkey\/:passkey/, 'signed-in', 'own-passkey'],
  [
    /^\/profilo\/(password|dispositivi|secondo-fattore|dati|chiusura|servizi-collegati|identita-digitali)(\/|$)|^\/accesso\/conferma$/,
    'signed-in',
    'own-account',
  ],
  [/^\/profilo\/indirizzi/, 'signed-in', 'own-account'],
  [/^\/profilo\/deleghe(\/fine)?$/, 'signed-in', 'own-account'],
  [/^\/profilo\/deleghe\/nuova$/, 'applicant', 'own-account'],
  [/^\/profilo\/deleghe\/:delegation\/(accettazione|inizio)$/, 'applicant', 'own-delegation'],
  [/^\/profilo\/deleghe\/:delegation/, 'signed-in', 'own-delegation'],
  [/^\/(profilo|abilitazione)/, 'signed-in', 'own-enablement'],
  [/^\/accesso\/(secondo-fattore(\/|$)|nuova-password$)|^\/sessione$/, 'pending', 'own-account'],
  [/^\/oidc\/interazione/, 'signed-in'],
  [/^\/oidc\/uscita/, 'anyone'],
  [/^\/sportello\/richieste/, 'clerk', 'pending-identification'],
  [/^\/lavoro$/, 'signed-in', 'own-account'],
  [/^\/sportello\/stato\/:id/, 'clerk', 'looked-up-account'],
  [/^\/sportello(\/stato)?$/, 'clerk'],
  [/^\/ufficio\/istanze/, 'officer', 'office-filing'],
  [/^\/ufficio\/prove\/:contest/, 'officer', 'office-contest'],
  [/^\/ufficio\/criteri/, 'officer'],
  [/^\/ufficio\/revoche\/:id/, 'officer', 'looked-up-account'],
  [/^\/ufficio(\/(revoche|prove))?$/, 'officer'],
  [/^\/amministrazione/, 'administrator'],
  [/^\/ministero/, 'editor'],
  [
    /^\/$|^\/(guide|assistenza|privacy|accessibilita|procedure(\/(:procedure|calendario(\.ics)?))?|registrazione|indirizzi|codice-personale|accesso|uscita|_ui)(\/|$)/,
    'anyone',
  ],
];

/** Somebody's thing of one kind: the ids that stand in addresses, and who may see it. */
export interface Thing {
  readonly named: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly seenBy: readonly Role[];
}

const NOBODYS = '01900000-0000-7000-8000-000000000000';
const ALL_IDS = [
  'application',
  'filing',
  'attachment',
  'item',
  'removed',
  'conflict',
  'message',
  'passkey',
  'entry',
  'delegation',
  'contest',
  'import',
  'id',
];
const EVERYBODY: readonly Role[] = ROLES;

/** Things of every kind a policy may name; a kind without things would be a kind nobody tests. */
export function thingsOf({ belongings, people }: CastWorld): Record<OwnedObject, readonly Thing[]> {
  const { anna, marta, again, lookups, contests } = belongings;
  const applications: Thing[] = [
    { named: 'the owner’s', ids: { ...anna }, seenBy: ['owner', 'delegate'] },
    { named: 'the other applicant’s', ids: { ...marta }, seenBy: ['other'] },
    { named: 'of who waits to be identified again', ids: { ...again }, seenBy: ['again'] },
  ];
  const request = (person: 'waitingOne' | 'waitingTwo') => ({ id: people[person].requestId ?? '' });
  return {
    'own-account': [{ named: 'their own', ids: {}, seenBy: EVERYBODY }],
    'own-enablement': [{ named: 'their own', ids: {}, seenBy: EVERYBODY }],
    'own-application': applications,
    'own-filing': applications,
    'own-message': [
      { named: 'the owner’s', ids: { id: anna.message }, seenBy: ['owner'] },
      { named: 'the other applicant’s', ids: { id: marta.message }, seenBy: ['other'] },
    ],
    'own-passkey': [
      { named: 'the owner’s', ids: { passkey: anna.passkey }, seenBy: ['owner'] },
      { named: 'the other applicant’s', ids: { passkey: marta.passkey }, seenBy: ['other'] },
    ],
    'own-dossier-entry': [
      { named: 'the owner’s', ids: { entry: anna.entry }, seenBy: ['owner'] },
      { named: 'the other applicant’s', ids: { entry: marta.entry }, seenBy: ['other'] },
      { named: 'of who waits to be identified again', ids: { entry: again.entry }, seenBy: ['again'] },
    ],
    'own-delegation': [
      { named: 'given by the owner', ids: { delegation: people.delia.delegation ?? '' }, seenBy: ['owner'] },
      { named: 'between others', ids: { delegation: people.sandra.delegation ?? '' }, seenBy: ['other'] },
    ],
    'pending-identification': [
      { named: 'looked up by clerk X', ids: request('waitingOne'), seenBy: ['clerkX'] },
      { named: 'looked up by clerk Y', ids: request('waitingTwo'), seenBy: ['clerkY'] },
      { named: 'looked up by nobody', ids: { id: people.identified.requestId ?? '' }, seenBy: [] },
    ],
    'looked-up-account': [
      { named: 'the state clerk X looked up', ids: { id: lookups.clerkX }, seenBy: ['clerkX'] },
      { named: 'the state clerk Y looked up', ids: { id: lookups.clerkY }, seenBy: ['clerkY'] },
      { named: 'the enablement officer A decides over', ids: { id: lookups.officerA }, seenBy: ['officerA'] },
      { named: 'the enablement officer B decides over', ids: { id: lookups.officerB }, seenBy: ['officerB'] },
    ],
    'office-contest': [
      { named: 'held by office A', ids: { ...contests.officerA }, seenBy: ['officerA'] },
      { named: 'held by office B', ids: { ...contests.officerB }, seenBy: ['officerB'] },
    ],
    'office-filing': [
      { named: 'addressed to office A', ids: { filing: anna.filing }, seenBy: ['officerA'] },
      { named: 'addressed to office B', ids: { filing: marta.filing }, seenBy: ['officerB'] },
      { named: 'addressed to office A, too', ids: { filing: again.filing }, seenBy: ['officerA'] },
    ],
  };
}

export const NOTHING: Thing = {
  named: 'nobody’s',
  ids: Object.fromEntries(ALL_IDS.map((name) => [name, NOBODYS])),
  seenBy: [],
};

/** Ids that are none, given in the place of this one. */
export function malformed(id: string): Thing[] {
  const texts = [
    '1',
    id.toUpperCase(),
    `${id}0`,
    id.replaceAll('-', ''),
    `{${id}}`,
    "'%20or%201=1--",
    '..%2f..%2farea',
    '%00',
    '%F0%9F%92%A9',
    '__proto__',
    'a'.repeat(190),
  ];
  return texts.map((text) => ({
    named: `“${text.slice(0, 40)}”`,
    ids: Object.fromEntries(ALL_IDS.map((name) => [name, text])),
    seenBy: [],
  }));
}

/** Names in addresses that are nobody's: what is published for all, and secrets that are their own permission. */
export const UNOWNED: Readonly<Record<string, string>> = {
  procedure: 'every procedure is published',
  table: 'the tables of points are published with their procedure',
  run: 'an editor sees every run',
  school: 'what a school decides is published by it',
  guide: 'every guide is published',
  trial: 'a trial is part of its procedure',
  list: 'a published list holds numbers and no name',
  section: 'a section is part of its procedure',
  field: 'a field is part of its section',
  token: 'whoever holds the mailed link may use it, once',
  service: 'an administrator sees every registered service',
  uid: 'the browser that began it holds its cookie; to any other it is over',
};

/** GETs that write: opening is itself an act that is kept. */
export const GETS_THAT_WRITE: Readonly<Record<string, string>> = {
  '/messaggi/:id': 'the message is read now',
  '/ufficio/istanze/:filing': 'the person sees who has read',
  '/ufficio/istanze/:filing/pdf': 'the person sees who has read',
  '/cie/oidc/.well-known/openid-federation': 'the first visit makes the keys',
  '/cie/oidc/login': 'the sign-in is begun',
  '/cie/oidc/jwks.json': 'the first visit makes the keys',
};

const SECTIONS: readonly (readonly [part: RegExp, section: string])[] = [
  [/:item|nuovo|tolti|ricontrollo|\/fascicolo/, 'titles'],
  [/allegati/, 'papers'],
  [/ricerche/, 'target'],
  [/elenchi/, 'wishes'],
];
const FIELDS: Readonly<Record<string, string>> = {
  titles: 'copy',
  papers: 'scan',
  target: 'province',
  wishes: 'wishes',
};

/** The address of a route with these things in it; throws for a name nobody has told it about. */
export function addressOf(path: string, thing: Thing, world: CastWorld): string {
  const section = SECTIONS.find(([part]) => part.test(path))?.[1] ?? 'promise';
  return path.replaceAll(/:([a-z]+)/g, (_whole, name: string) => {
    if (name === 'procedure') return procedureFor(path);
    if (name === 'school') return 'VDIC80100L';
    if (name === 'table') return 'a-3';
    if (name === 'guide') return 'abilitarsi';
    if (name === 'trial') return 'written';
    if (name === 'list') return world.belongings.contests.officerA.contest;
    if (name === 'run') return world.belongings.admissions.run;
    if (name === 'service') return 'servizio-di-prova';
    if (name === 'uid') return world.belongings.interaction;
    if (name === 'token') return tokenFor(path, world);
    if (name === 'section') return section;
    if (name === 'field') return FIELDS[section] ?? '';
    const id = thing.ids[name];
    if (id === undefined) throw new Error(`${path}: the access test has nothing to put in the place of :${name}`);
    return id;
  });
}

function procedureFor(path: string): string {
  if (/\/(scuole|ammissioni|criteri)/.test(path)) return 'iscrizioni-2026';
  return path.includes(':table') ? 'gps-2026-28' : 'prova-2026';
}

function tokenFor(path: string, { belongings }: CastWorld): string {
  if (path.startsWith('/accesso/')) return belongings.recovery;
  if (path.startsWith('/indirizzi/conferma/')) return belongings.addressLink;
  if (path.startsWith('/codice-personale/')) return belongings.codeStop;
  return path.startsWith('/indirizzi/') ? belongings.addressUndo : belongings.registration.token;
}
