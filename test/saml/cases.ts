import { attribute, type Change, ENTITY_FORMAT, element, instant, type Signing } from './response.ts';
import { WRAPPINGS, withXslt } from './wrapping.ts';

/** One case of the official suites (identity.md C4). */
export interface Case {
  readonly id: string;
  readonly what: string;
  readonly change?: Change;
  readonly sign?: Signing;
  /** Signed by somebody else. */
  readonly stranger?: true;
  /** After the signature. */
  readonly after?: Change;
  /** The level the provider answers with; the one asked for when nothing is said. */
  readonly level?: 1 | 2 | 3;
  readonly code?: number;
  readonly attributes?: 'other';
  readonly expected: 'OK' | 'KO' | 'if the level is enough';
  /** What the page says. */
  readonly says?: RegExp;
}

const ko = (id: string, what: string, change: Change, more: Partial<Case> = {}): Case => ({
  ...{ id, what, change, expected: 'KO' },
  ...more,
});

/** Sets an instant so many minutes from now. */
const minutes =
  (set: (value: string) => Change, from: number): Change =>
  (xml, now) =>
    set(instant(now, from))(xml, now);

const R = 'samlp:Response';
const A = 'saml:Assertion';
const CONFIRMATION = 'saml:SubjectConfirmation';
const DATA = 'saml:SubjectConfirmationData';
const of = (part: 'response' | 'assertion', tag: string, name: string) => (value: string | null) =>
  attribute(part, tag, name, value);

const issueInstant = of('response', R, 'IssueInstant');
const inResponseTo = of('response', R, 'InResponseTo');
const destination = of('response', R, 'Destination');
const assertionInstant = of('assertion', A, 'IssueInstant');
const format = of('assertion', 'saml:NameID', 'Format');
const qualifier = of('assertion', 'saml:NameID', 'NameQualifier');
const method = of('assertion', CONFIRMATION, 'Method');
const recipient = of('assertion', DATA, 'Recipient');
const confirmed = of('assertion', DATA, 'InResponseTo');
const confirmedUntil = of('assertion', DATA, 'NotOnOrAfter');
const notBefore = of('assertion', 'saml:Conditions', 'NotBefore');
const notOnOrAfter = of('assertion', 'saml:Conditions', 'NotOnOrAfter');
const issuerFormat = of('assertion', 'saml:Issuer', 'Format');
const classRef = (inside: string | null) => element('assertion', 'saml:AuthnContextClassRef', inside);

export const CASES: readonly Case[] = [
  { id: '1', what: 'a correct response', expected: 'OK' },
  {
    id: '1-NS',
    what: 'a correct response without SessionIndex',
    change: attribute('assertion', 'saml:AuthnStatement', 'SessionIndex', null),
    expected: 'OK',
  },
  { id: '1-A', what: 'a correct response of which only the assertion is signed', sign: 'assertion', expected: 'OK' },
  { id: '2', what: 'nothing signed', sign: 'none', expected: 'KO' },
  { id: '3', what: 'only the response signed', sign: 'response', expected: 'KO' },
  { id: '4', what: 'signed with another key', stranger: true, expected: 'KO' },
  { id: '5', what: 'signed with another key, its certificate inside', stranger: true, expected: 'KO' },
  { id: '100', what: 'signed with another key (again)', stranger: true, sign: 'assertion', expected: 'KO' },
  ...Object.entries(WRAPPINGS).map(([id, after]): Case => ({ id, what: 'a wrapped signature', after, expected: 'KO' })),
  { id: 'xslt', what: 'a transform that computes', after: withXslt, expected: 'KO' },
  ko('8', 'response ID empty', attribute('response', R, 'ID', ''), { sign: 'assertion' }),
  ko('9', 'response ID missing', attribute('response', R, 'ID', null), { sign: 'assertion' }),
  ko('10', 'response version', attribute('response', R, 'Version', '3.0')),
  ko('11', 'response instant empty', issueInstant('')),
  ko('12', 'response instant missing', issueInstant(null)),
  ko('13', 'response instant malformed', issueInstant('2026-03-02 09:00')),
  ko('14', 'response issued before the request', minutes(issueInstant, -5)),
  ko('15', 'response issued in the future', minutes(issueInstant, 5)),
  ko('16', 'InResponseTo empty', inResponseTo('')),
  ko('17', 'InResponseTo missing', inResponseTo(null)),
  ko('18', 'InResponseTo of another request', inResponseTo('_somebody_else')),
  ko('19', 'Destination empty', destination('')),
  ko('20', 'Destination missing', destination(null)),
  ko('21', 'Destination of another service', destination('https://other.example/acs')),
  ko('22', 'Status empty', element('response', 'samlp:Status', '')),
  ko('23', 'Status missing', element('response', 'samlp:Status', null)),
  ko('24', 'StatusCode empty', attribute('response', 'samlp:StatusCode', 'Value', '')),
  ko('25', 'StatusCode missing', element('response', 'samlp:StatusCode', null)),
  ko(
    '26',
    'StatusCode not Success',
    attribute('response', 'samlp:StatusCode', 'Value', 'urn:oasis:names:tc:SAML:2.0:status:Requester'),
    { says: /problema tecnico/ },
  ),
  ko('27', 'response issuer empty', element('response', 'saml:Issuer', '')),
  ko('28', 'response issuer missing', element('response', 'saml:Issuer', null)),
  ko('29', 'response issuer another', element('response', 'saml:Issuer', 'https://other.example')),
  ko('30', 'response issuer in another format', attribute('response', 'saml:Issuer', 'Format', 'urn:x')),
  {
    id: '31',
    what: 'response issuer without format',
    change: attribute('response', 'saml:Issuer', 'Format', null),
    expected: 'OK',
  },
  ko('32', 'success without assertion', element('assertion', A, null)),
  ko('33', 'assertion ID empty', attribute('assertion', A, 'ID', '')),
  ko('34', 'assertion ID missing', attribute('assertion', A, 'ID', null)),
  ko('35', 'assertion version', attribute('assertion', A, 'Version', '1.1')),
  ko('36', 'assertion instant empty', assertionInstant('')),
  ko('37', 'assertion instant missing', assertionInstant(null)),
  ko('38', 'assertion instant malformed', assertionInstant('yesterday')),
  ko('39', 'assertion issued before the request', minutes(assertionInstant, -5)),
  ko('40', 'assertion issued in the future', minutes(assertionInstant, 5)),
  ko('41', 'Subject empty', element('assertion', 'saml:Subject', '')),
  ko('42', 'Subject missing', element('assertion', 'saml:Subject', null)),
  ko('43', 'NameID empty', element('assertion', 'saml:NameID', '')),
  ko('44', 'NameID missing', element('assertion', 'saml:NameID', null)),
  ko('45', 'NameID format empty', format('')),
  ko('46', 'NameID format missing', format(null)),
  ko('47', 'NameID format another', format(ENTITY_FORMAT)),
  ko('48', 'NameQualifier empty', qualifier('')),
  ko('49', 'NameQualifier missing', qualifier(null)),
  ko('51', 'SubjectConfirmation empty', element('assertion', CONFIRMATION, '')),
  ko('52', 'SubjectConfirmation missing', element('assertion', CONFIRMATION, null)),
  ko('53', 'Method empty', method('')),
  ko('54', 'Method missing', method(null)),
  ko('55', 'Method another', method('urn:oasis:names:tc:SAML:2.0:cm:sender-vouches')),
  ko('56', 'SubjectConfirmationData missing', element('assertion', DATA, null)),
  ko('57', 'Recipient empty', recipient('')),
  ko('58', 'Recipient missing', recipient(null)),
  ko('59', 'Recipient another', recipient('https://other.example/acs')),
  ko('60', 'confirmation InResponseTo empty', confirmed('')),
  ko('61', 'confirmation InResponseTo missing', confirmed(null)),
  ko('62', 'confirmation InResponseTo another', confirmed('_somebody_else')),
  ko('63', 'confirmation NotOnOrAfter empty', confirmedUntil('')),
  ko('64', 'confirmation NotOnOrAfter missing', confirmedUntil(null)),
  ko('65', 'confirmation NotOnOrAfter malformed', confirmedUntil('tomorrow')),
  ko('66', 'confirmation NotOnOrAfter past', minutes(confirmedUntil, -2)),
  ko('67', 'assertion issuer empty', element('assertion', 'saml:Issuer', '')),
  ko('68', 'assertion issuer missing', element('assertion', 'saml:Issuer', null)),
  ko('69', 'assertion issuer another', element('assertion', 'saml:Issuer', 'https://other.example')),
  ko('70', 'assertion issuer format empty', issuerFormat('')),
  ko('71', 'assertion issuer format missing', issuerFormat(null)),
  ko('72', 'assertion issuer format another', issuerFormat('urn:x')),
  ko('73', 'Conditions empty', element('assertion', 'saml:Conditions', '')),
  ko('74', 'Conditions missing', element('assertion', 'saml:Conditions', null)),
  ko('75', 'NotBefore empty', notBefore('')),
  ko('76', 'NotBefore missing', notBefore(null)),
  ko('77', 'NotBefore malformed', notBefore('now')),
  ko('78', 'NotBefore in the future', minutes(notBefore, 5)),
  ko('79', 'NotOnOrAfter empty', notOnOrAfter('')),
  ko('80', 'NotOnOrAfter missing', notOnOrAfter(null)),
  ko('81', 'NotOnOrAfter malformed', notOnOrAfter('soon')),
  ko('82', 'NotOnOrAfter past', minutes(notOnOrAfter, -2)),
  ko('83', 'AudienceRestriction empty', element('assertion', 'saml:AudienceRestriction', '')),
  ko('84', 'AudienceRestriction missing', element('assertion', 'saml:AudienceRestriction', null)),
  ko('85', 'Audience empty', element('assertion', 'saml:Audience', '')),
  ko('86', 'Audience missing', element('assertion', 'saml:Audience', null)),
  ko('87', 'Audience another', element('assertion', 'saml:Audience', 'https://other.example')),
  ko('88', 'AuthnStatement empty', element('assertion', 'saml:AuthnStatement', '')),
  ko('89', 'AuthnStatement missing', element('assertion', 'saml:AuthnStatement', null)),
  ko('90', 'AuthnContext empty', element('assertion', 'saml:AuthnContext', '')),
  ko('91', 'AuthnContext missing', element('assertion', 'saml:AuthnContext', null)),
  ko('92', 'AuthnContextClassRef empty', classRef('')),
  ko('93', 'AuthnContextClassRef missing', classRef(null)),
  { id: '94', what: 'level 1', level: 1, expected: 'if the level is enough' },
  { id: '95', what: 'level 2', level: 2, expected: 'if the level is enough' },
  { id: '96', what: 'level 3', level: 3, expected: 'if the level is enough' },
  ko('97', 'a level nobody knows', classRef('urn:oasis:names:tc:SAML:2.0:ac:classes:SpidL2')),
  ko('98', 'no attribute', element('assertion', 'saml:AttributeStatement', '')),
  ko('99', 'an attribute without value', element('assertion', 'saml:Attribute', '')),
  { id: '103', what: 'other attributes than were asked for', attributes: 'other', expected: 'KO' },
  { id: '104', what: 'anomaly 19', code: 19, expected: 'KO', says: /credenziali SPID errate più volte/ },
  { id: '105', what: 'anomaly 20', code: 20, expected: 'KO', says: /credenziali SPID di livello superiore/ },
  { id: '106', what: 'anomaly 21', code: 21, expected: 'KO', says: /Tempo scaduto/ },
  { id: '107', what: 'anomaly 22', code: 22, expected: 'KO', says: /negato il consenso/ },
  { id: '108', what: 'anomaly 23', code: 23, expected: 'KO', says: /sospesa, revocata o bloccata/ },
  { id: '111', what: 'anomaly 25', code: 25, expected: 'KO', says: /annullato l’accesso con SPID/ },
  { id: 'C5-30', what: 'anomaly 30', code: 30, expected: 'KO', says: /identità SPID da persona fisica/ },
  ...[8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 24].map(
    (code): Case => ({ id: `C5-${code}`, what: `error ${code}`, code, expected: 'KO', says: /problema tecnico/ }),
  ),
  {
    id: '109',
    what: 'a declaration, and attributes without NameFormat',
    change: (xml) => `<?xml version="1.0" encoding="UTF-8"?>${xml.replaceAll(/ NameFormat="[^"]*"/g, '')}`,
    expected: 'OK',
  },
  {
    id: '110',
    what: 'instants with fractions of a second',
    change: (xml, now) =>
      xml.replaceAll(/IssueInstant="[^"]*"/g, `IssueInstant="${instant(now).replace('Z', '.123456Z')}"`),
    expected: 'OK',
  },
  { id: '112', what: 'the response signed, the assertion not', sign: 'response', expected: 'KO' },
  {
    id: '113',
    what: 'the assertion with a bad signature',
    after: (xml) => xml.replace(/(<saml:Assertion.*<ds:SignatureValue>)..../s, '$1AAAA'),
    expected: 'KO',
  },
  {
    id: '113-R',
    what: 'the response with a bad signature, the assertion with a good one',
    after: (xml) => xml.replace(/(<ds:SignatureValue>)..../, '$1AAAA'),
    expected: 'KO',
  },
];
