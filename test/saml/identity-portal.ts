import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { pino } from 'pino';
import {
  createProviders,
  DIGITAL_ONLY,
  type DigitalIdentityDeps,
  digitalIdentityRoutes,
  loadAllProviders,
  samlEntrances,
} from '../../src/features/digital-identity/index.ts';
import { createRegistry } from '../../src/features/registry/index.ts';
import { readConfiguration } from '../../src/platform/config/index.ts';
import { certificateOf, type SigningKey } from '../../src/platform/saml/index.ts';
import { type AccountPortal, openAccountPortal, type PortalVisitor, type Reply } from '../account-portal.ts';
import { testKey } from './keys.ts';
import type { ResponseFacts } from './response.ts';

export const IDP = 'https://idp.example/metadata';
export const CIE_IDP = 'https://cie.example/metadata';
export const PORTAL = 'http://portal.example';

/** The person whom the official suites send. */
export const SUITE_PERSON = {
  spidCode: 'AGID-001',
  name: 'SpidValidator',
  familyName: 'AgID',
  fiscalNumber: 'TINIT-GDASDV00A01H501J',
  dateOfBirth: '2000-01-01',
  gender: 'M',
  placeOfBirth: 'H501',
  email: 'spid.tech@agid.example',
};

/** The metadata of a provider, as somebody drops it into the folder. */
export function providerMetadata(entityId: string, name: string, ...keys: readonly SigningKey[]): string {
  const base = entityId.replace('/metadata', '');
  const descriptor = (key: SigningKey) =>
    `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateOf(key.certificate).raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  const endpoint = (tag: string, path: string) =>
    ['Redirect', 'POST']
      .map((b) => `<md:${tag} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${b}" Location="${base}${path}"/>`)
      .join('');
  return `<!-- ${name} --><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}" ID="_m"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.map(descriptor).join('')}${endpoint('SingleLogoutService', '/slo')}${endpoint('SingleSignOnService', '/sso')}</md:IDPSSODescriptor><md:Organization><md:OrganizationName xml:lang="it">${name}</md:OrganizationName><md:OrganizationDisplayName xml:lang="it">${name}</md:OrganizationDisplayName><md:OrganizationURL xml:lang="it">${base}</md:OrganizationURL></md:Organization></md:EntityDescriptor>`;
}

export interface IdentityPortal extends AccountPortal {
  readonly idp: SigningKey;
  readonly stranger: SigningKey;
  readonly identityDeps: DigitalIdentityDeps;
  readonly folder: string;
  reload(): ReturnType<typeof loadAllProviders>;
}

/** Accounts and digital identities over a real database, with two providers whose keys are ours. */
export async function openIdentityPortal(environment: Record<string, string> = {}): Promise<IdentityPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'polis-identity-'));
  const [idp, stranger, ours] = await Promise.all([testKey(IDP), testKey('https://stranger.example'), testKey(PORTAL)]);
  for (const [profile, entityId, name] of [
    ['spid', IDP, 'Gestore di prova'],
    ['cie', CIE_IDP, 'CIE di prova'],
  ] as const) {
    mkdirSync(join(folder, 'identity-providers', profile), { recursive: true });
    writeFileSync(join(folder, 'identity-providers', profile, 'one.xml'), providerMetadata(entityId, name, idp));
  }
  const { digitalIdentity: settings } = readConfiguration({
    POLIS_STATE_DIR: folder,
    DATABASE_URL: 'postgresql://polis_app:x@127.0.0.1/polis',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    SPID_LEVEL: '1',
    CIE_LEVEL: '1',
    ...environment,
  });
  const log = pino({ level: 'silent' });
  let identityDeps: DigitalIdentityDeps | undefined;
  const portal = await openAccountPortal(
    {
      entrances: () => (identityDeps === undefined ? [] : samlEntrances(identityDeps)),
      localCredentials: settings.localCredentials,
      mayUsePassword: `not ${DIGITAL_ONLY}`,
    },
    ({ database, frame, secret }) => {
      identityDeps = {
        ...{ database, frame, secret, publicUrl: PORTAL, log, settings },
        registry: createRegistry(database),
        providers: createProviders({ database, log }),
        signingKey: async () => ours,
      };
      return digitalIdentityRoutes(identityDeps);
    },
  );
  if (identityDeps === undefined) throw new Error('no routes were asked for');
  const deps = identityDeps;
  const reload = async () => {
    const outcome = await loadAllProviders({ database: deps.database, settings, log, now: () => portal.now });
    await deps.providers.refresh();
    return outcome;
  };
  await reload();
  const close = portal.close;
  return Object.assign(portal, {
    ...{ idp, stranger, identityDeps: deps, folder, reload },
    close: async () => {
      await close();
      rmSync(folder, { recursive: true });
    },
  });
}

/** A request as the provider receives it. */
export interface SentRequest {
  readonly xml: string;
  readonly id: string;
  readonly relayState: string;
  readonly reply: Reply;
}

/** Sends a visitor to the provider and reads what arrives there. */
export async function askProvider(
  visitor: PortalVisitor,
  query: Readonly<Record<string, string>> = {},
  profile: 'spid' | 'cie' = 'spid',
): Promise<SentRequest> {
  const idp = profile === 'spid' ? IDP : CIE_IDP;
  const reply = await visitor.get(`/${profile}/login?${new URLSearchParams({ idp, ...query })}`);
  const sent = reply.location === undefined ? byPost(reply) : byRedirect(reply.location);
  const id = /<samlp:AuthnRequest[^>]*? ID="([^"]+)"/.exec(sent.xml)?.[1] ?? '';
  return { ...sent, id, reply };
}

function byRedirect(location: string) {
  const query = new URL(location).searchParams;
  const xml = inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')).toString();
  return { xml, relayState: query.get('RelayState') ?? '' };
}

function byPost({ html }: Reply) {
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  return { xml: Buffer.from(field('SAMLRequest'), 'base64').toString(), relayState: field('RelayState') };
}

/** What a provider would say to this request, as the suites' person. */
export function factsFor(
  portal: IdentityPortal,
  { id }: SentRequest,
  level: 1 | 2 | 3,
  profile: 'spid' | 'cie' = 'spid',
): ResponseFacts {
  return {
    requestId: id,
    at: portal.now,
    idp: profile === 'spid' ? IDP : CIE_IDP,
    audience: `${PORTAL}/${profile}/metadata`,
    recipient: `${PORTAL}/${profile}/acs`,
    level,
    attributes: SUITE_PERSON,
  };
}

/** Posts an answer as the provider's page would: from another site. */
export async function answer(
  visitor: PortalVisitor,
  xml: string,
  relayState: string,
  profile: 'spid' | 'cie' = 'spid',
): Promise<Reply> {
  const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: relayState, csrf: '' };
  const from = { origin: 'https://idp.example', 'sec-fetch-site': 'cross-site' };
  return visitor.post(`/${profile}/acs`, fields, from);
}

/** Follows an answer to its end, as a browser without JavaScript does. */
export async function followed(visitor: PortalVisitor, reply: Reply): Promise<Reply> {
  let last = reply;
  for (let steps = 0; last.location !== undefined && steps < 5; steps++) last = await visitor.follow(last);
  return last;
}
