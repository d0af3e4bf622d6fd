import { type XmlElement, xml } from '../../kernel/xml-tree.ts';
import {
  BASIC,
  CIE_EXTENSIONS,
  DSIG,
  LANG,
  METADATA,
  POST,
  PROTOCOL,
  REDIRECT,
  SPID_EXTENSIONS,
  TRANSIENT,
} from './names.ts';
import { type AttributeSet, attributeSets, type ServiceProvider } from './service-provider.ts';

const md = (
  name: string,
  attributes: Record<string, string | undefined> = {},
  content: Parameters<typeof xml>[3] = [],
) => xml(METADATA, name, attributes, content);

/**
 * What we publish of ourselves, unsigned. Cases M1–M12 of the metadata checks; the elements stand in the order of the
 * SAML schema (M12). `id` must be new at every publication (M1).
 */
export function metadataTree(provider: ServiceProvider, id: string): XmlElement {
  return md('EntityDescriptor', { ID: id, entityID: provider.entityId }, [
    descriptor(provider),
    organization(provider),
    provider.profile === 'spid' ? spidContact(provider) : cieContact(provider),
  ]);
}

/** M3–M8: exactly one descriptor, keys for signing only (an encryption key would have to be used). */
function descriptor(provider: ServiceProvider): XmlElement {
  const signed = {
    protocolSupportEnumeration: PROTOCOL,
    AuthnRequestsSigned: 'true',
    WantAssertionsSigned: 'true',
  };
  return md('SPSSODescriptor', signed, [
    ...provider.certificates.map(keyDescriptor),
    ...[REDIRECT, POST].map((binding) => md('SingleLogoutService', { Binding: binding, Location: provider.logoutUrl })),
    md('NameIDFormat', {}, TRANSIENT),
    // M7: the default consumer is index 0.
    md('AssertionConsumerService', {
      Binding: POST,
      Location: provider.consumerUrl,
      index: '0',
      isDefault: 'true',
    }),
    ...attributeSets(provider).map(attributeService),
  ]);
}

function keyDescriptor(certificate: string): XmlElement {
  const data = xml(DSIG, 'X509Data', {}, [xml(DSIG, 'X509Certificate', {}, certificate)]);
  return md('KeyDescriptor', { use: 'signing' }, [xml(DSIG, 'KeyInfo', {}, [data])]);
}

/** M8. */
function attributeService({ index, name, attributes }: AttributeSet): XmlElement {
  return md('AttributeConsumingService', { index: String(index) }, [
    md('ServiceName', { [LANG]: 'it' }, name),
    ...attributes.map((attribute) => md('RequestedAttribute', { Name: attribute, NameFormat: BASIC })),
  ]);
}

/** M9. */
function organization({ organization: { name, displayName, url } }: ServiceProvider): XmlElement {
  return md('Organization', {}, [
    md('OrganizationName', { [LANG]: 'it' }, name),
    md('OrganizationDisplayName', { [LANG]: 'it' }, displayName),
    md('OrganizationURL', { [LANG]: 'it' }, url),
  ]);
}

/** M10, Avviso 29 v3: a public service provider, by its code in the index, and nobody's name. */
function spidContact({ ipaCode, contact, organization: { name } }: ServiceProvider): XmlElement {
  return md('ContactPerson', { contactType: 'other' }, [
    md('Extensions', {}, [xml(SPID_EXTENSIONS, 'IPACode', {}, ipaCode), xml(SPID_EXTENSIONS, 'Public')]),
    md('Company', {}, name),
    md('EmailAddress', {}, contact.email),
    contact.phone === undefined ? undefined : md('TelephoneNumber', {}, contact.phone),
  ]);
}

/** CIE SAML, "Metadata": the administrative contact with the municipality of the seat. */
function cieContact({ ipaCode, contact, municipality, organization: { name } }: ServiceProvider): XmlElement {
  return md('ContactPerson', { contactType: 'administrative' }, [
    md('Extensions', {}, [
      xml(CIE_EXTENSIONS, 'Public'),
      xml(CIE_EXTENSIONS, 'IPACode', {}, ipaCode),
      xml(CIE_EXTENSIONS, 'Municipality', {}, municipality),
    ]),
    md('Company', {}, name),
    md('EmailAddress', {}, contact.email),
    contact.phone === undefined ? undefined : md('TelephoneNumber', {}, contact.phone),
  ]);
}
