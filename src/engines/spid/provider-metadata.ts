import { childrenOf, type XmlElement } from '../../kernel/xml-tree.ts';
import { DSIG, LANG, METADATA, POST, REDIRECT, UI_INFO } from './names.ts';

export type Binding = 'redirect' | 'post';

/** A provider of identities, as its metadata says. Where it stands and which keys are its own is trusted from here on. */
export interface Provider {
  readonly entityId: string;
  /** What the button says. */
  readonly name: string;
  readonly signOn: Readonly<Partial<Record<Binding, string>>>;
  readonly logout: Readonly<Partial<Record<Binding, { readonly request: string; readonly response: string }>>>;
  /** Base64, several while a key is being replaced. */
  readonly certificates: readonly string[];
  /** A picture in the file itself (`data:`): pages ask nothing of third parties. */
  readonly logo: string | undefined;
}

const BINDINGS: Readonly<Record<string, Binding>> = { [POST]: 'post', [REDIRECT]: 'redirect' };
const LONGEST_NAME = 100;
const LARGEST_LOGO = 60_000;

/** The providers described by a metadata document; what is wrong with it, in words, when there is none. */
export function readProviders(root: XmlElement): readonly Provider[] | string {
  if (root.namespace !== METADATA) return 'not metadata of SAML';
  if (root.name === 'EntityDescriptor') {
    const provider = readProvider(root);
    return typeof provider === 'string' ? provider : [provider];
  }
  if (root.name !== 'EntitiesDescriptor') return 'not metadata of SAML';
  const read = childrenOf(root, METADATA, 'EntityDescriptor').map(readProvider);
  const wrong = read.find((one) => typeof one === 'string');
  if (wrong !== undefined) return wrong;
  return read.length === 0 ? 'no provider in it' : read.filter((one) => typeof one !== 'string');
}

function readProvider(entity: XmlElement): Provider | string {
  const entityId = entity.attributes['entityID'] ?? '';
  if (!/^[\x21-\x7e]{1,1024}$/.test(entityId)) return 'no entityID';
  const [descriptor, ...more] = childrenOf(entity, METADATA, 'IDPSSODescriptor');
  if (descriptor === undefined || more.length > 0) return `${entityId}: not exactly one descriptor of a provider`;
  const certificates = signingCertificates(descriptor);
  if (certificates.length === 0) return `${entityId}: no certificate for signing`;
  const signOn = endpoints(descriptor, 'SingleSignOnService', ({ attributes }) => attributes['Location'] ?? '');
  if (Object.keys(signOn).length === 0) return `${entityId}: nowhere to sign on by redirect or post`;
  const logout = endpoints(descriptor, 'SingleLogoutService', ({ attributes }) => {
    const request = attributes['Location'] ?? '';
    return { request, response: attributes['ResponseLocation'] ?? request };
  });
  return {
    entityId,
    name: nameOf(entity, descriptor) ?? entityId,
    signOn,
    logout,
    certificates,
    logo: logoOf(descriptor),
  };
}

function signingCertificates(descriptor: XmlElement): string[] {
  return childrenOf(descriptor, METADATA, 'KeyDescriptor')
    .filter(({ attributes }) => [undefined, 'signing'].includes(attributes['use']))
    .flatMap((key) => descendants(key, DSIG, 'X509Certificate'))
    .map(({ text }) => text.replace(/\s+/g, ''))
    .filter((text) => text !== '');
}

function endpoints<Value>(descriptor: XmlElement, name: string, read: (element: XmlElement) => Value) {
  const found: Partial<Record<Binding, Value>> = {};
  for (const element of childrenOf(descriptor, METADATA, name)) {
    const binding = BINDINGS[element.attributes['Binding'] ?? ''];
    if (binding !== undefined && isWebAddress(element.attributes['Location'])) found[binding] ??= read(element);
  }
  return found;
}

/** Only such an address is ever put where a browser follows it. */
function isWebAddress(text: string | undefined): boolean {
  return /^https?:\/\/[^\s"'<>\\]{1,1000}$/.test(text ?? '');
}

function nameOf(entity: XmlElement, descriptor: XmlElement): string | undefined {
  const names = [
    ...descendants(descriptor, UI_INFO, 'DisplayName'),
    ...descendants(entity, METADATA, 'OrganizationDisplayName'),
    ...descendants(entity, METADATA, 'OrganizationName'),
  ];
  const chosen = names.find(({ attributes }) => attributes[LANG] === 'it') ?? names[0];
  return chosen?.text.trim().slice(0, LONGEST_NAME) || undefined;
}

function logoOf(descriptor: XmlElement): string | undefined {
  return descendants(descriptor, UI_INFO, 'Logo')
    .map(({ text }) => text.trim())
    .find((text) => text.length <= LARGEST_LOGO && /^data:image\/(?:png|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(text));
}

function descendants(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.namespace === namespace && child.name === name ? [child] : []),
    ...descendants(child, namespace, name),
  ]);
}
