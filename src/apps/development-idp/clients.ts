import { childrenOf, type XmlElement } from '../../kernel/xml-tree.ts';
import { type OthersKey, unverifiedClaims } from '../../platform/jose/index.ts';
import { METADATA_LIMITS, parseHostileXml } from '../../platform/saml/index.ts';
import { DSIG, METADATA, REDIRECT } from './names.ts';

/** A service that may ask for sign-in, as its metadata says. */
export interface Client {
  readonly entityId: string;
  readonly consumer: string | undefined;
  /** Where it takes messages about leaving, by redirect. */
  readonly logout: string | undefined;
  readonly certificates: readonly string[];
}

/** The portal's two SAML faces; read anew each time, so that a change of its keys needs no restart here. */
export async function samlClient(portal: string, entityId: string): Promise<Client | undefined> {
  for (const profile of ['spid', 'cie']) {
    const answer = await fetch(`${portal}/${profile}/metadata`).catch(() => undefined);
    if (answer?.status !== 200) continue;
    const read = parseHostileXml(await answer.text(), METADATA_LIMITS);
    if (read.kind === 'read' && read.root.attributes['entityID'] === entityId) return describe(entityId, read.root);
  }
  return undefined;
}

function describe(entityId: string, root: XmlElement): Client {
  const services = (name: string) => descendants(root, METADATA, name).map(({ attributes }) => attributes);
  const consumers = services('AssertionConsumerService');
  const consumer = consumers.find(({ index }) => index === '0') ?? consumers[0];
  const logout = services('SingleLogoutService').find(({ Binding }) => Binding === REDIRECT);
  return {
    entityId,
    consumer: consumer?.['Location'],
    logout: logout?.['Location'],
    certificates: childrenOf(root, METADATA, 'SPSSODescriptor').flatMap((descriptor) =>
      descendants(descriptor, DSIG, 'X509Certificate').map(({ text }) => text),
    ),
  };
}

function descendants(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.namespace === namespace && child.name === name ? [child] : []),
    ...descendants(child, namespace, name),
  ]);
}

/** What the portal says of itself to the federation of CIE; undefined for everybody else. */
export async function portalStatement(portal: string, entity: string): Promise<Record<string, unknown> | undefined> {
  if (entity !== `${portal}/cie/oidc`) return undefined;
  const answer = await fetch(`${entity}/.well-known/openid-federation`).catch(() => undefined);
  return answer?.status === 200 ? (unverifiedClaims(await answer.text()) as Record<string, unknown>) : undefined;
}

/** The keys of OpenID Connect in it. */
export async function openIdClientKeys(portal: string, clientId: string): Promise<readonly OthersKey[] | undefined> {
  const said = (await portalStatement(portal, clientId)) as
    | { metadata?: { openid_relying_party?: { jwks?: { keys?: OthersKey[] } } } }
    | undefined;
  return said?.metadata?.openid_relying_party?.jwks?.keys;
}
