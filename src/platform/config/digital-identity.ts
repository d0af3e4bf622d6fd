import { join } from 'node:path';
import { z } from 'zod';

const filled = z.string().trim().min(1, 'must not be empty');
const level = z.enum(['1', '2', '3'], 'must be 1, 2 or 3').transform((text) => Number(text) as 1 | 2 | 3);
const mail = z.string().regex(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, 'must be a mail address');

/** The variables of SPID, CIE, eIDAS and CNS, and whether people may still have a password. */
export const digitalIdentityVariables = {
  LOCAL_CREDENTIALS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  SPID_KEY_FILE: filled.optional(),
  SPID_CERTIFICATE_FILE: filled.optional(),
  SPID_ENTITY_ID: filled.optional(),
  SPID_IDP_METADATA_DIR: filled.optional(),
  SPID_REGISTRY_CERTIFICATE_FILE: filled.optional(),
  SPID_LEVEL: level.default(2),
  SPID_COMPARISON: z
    .enum(['exact', 'minimum', 'better', 'maximum'], 'must be exact, minimum, better or maximum')
    .default('minimum'),
  SPID_BINDING: z.enum(['redirect', 'post'], 'must be redirect or post').default('redirect'),
  CIE_ENTITY_ID: filled.optional(),
  CIE_IDP_METADATA_DIR: filled.optional(),
  CIE_LEVEL: level.default(3),
  EIDAS_PROVIDER: filled.optional(),
  CNS_PROXY_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, 'must be at least 32 bytes long')
    .optional(),
  CNS_ADDRESS: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'must be an http:// or https:// address')
    .optional(),
  SERVICE_NAME: filled.default('Istanze OnLine'),
  IPA_CODE: z
    .string()
    .regex(/^[\w-]{1,30}$/, 'must be a code of the index of public administrations')
    .default('m_pi'),
  SEAT_NAME: filled.default('Roma'),
  SEAT_MUNICIPALITY: z
    .string()
    .regex(/^[A-Z]\d{3}$/, 'must be a cadastral code')
    .default('H501'),
  SPID_CONTACT_EMAIL: mail.default('spid@polis.example'),
  SPID_CONTACT_PHONE: z
    .string()
    .regex(/^\+39\d{5,12}$/, 'must start with +39 and have no spaces')
    .optional(),
};

/** How people come in other than with a password, and what we publish of ourselves for it. */
export interface DigitalIdentitySettings {
  /** false: no password, registration or recovery for the public (`LOCAL_CREDENTIALS=off`). */
  readonly localCredentials: boolean;
  /** Files of the signing key; null: made and kept in development, no SPID and no CIE in production. */
  readonly keyFiles: { readonly key: string; readonly certificate: string } | null;
  readonly spid: FederationSettings & {
    /** Who signs the metadata of the providers; null: what lies in the folder is trusted. */
    readonly registryCertificateFile: string | null;
  };
  readonly cie: FederationSettings;
  /** Entity of the European gateway among the providers of SPID. */
  readonly europeanProvider: string | null;
  /** What the proxy that asks for the card's certificate proves itself with. */
  readonly cardProxySecret: string | null;
  /** Where the proxy asks for the card. */
  readonly cardAddress: string;
  readonly serviceName: string;
  readonly ipaCode: string;
  readonly seat: { readonly name: string; readonly municipality: string };
  readonly contact: { readonly email: string; readonly phone?: string };
}

interface FederationSettings {
  /** null: the address of the metadata. */
  readonly entityId: string | null;
  readonly metadataDir: string;
  readonly level: 1 | 2 | 3;
  readonly comparison: 'exact' | 'minimum' | 'better' | 'maximum';
  readonly binding: 'redirect' | 'post';
}

const variables = z.object(digitalIdentityVariables);

export function digitalIdentitySettings(values: z.output<typeof variables>, stateDir: string): DigitalIdentitySettings {
  const { SPID_KEY_FILE: key, SPID_CERTIFICATE_FILE: certificate, SPID_CONTACT_PHONE: phone } = values;
  const { SPID_COMPARISON: comparison, SPID_BINDING: binding } = values;
  return {
    localCredentials: values.LOCAL_CREDENTIALS === 'on',
    keyFiles: key === undefined || certificate === undefined ? null : { key, certificate },
    spid: {
      entityId: values.SPID_ENTITY_ID ?? null,
      metadataDir: values.SPID_IDP_METADATA_DIR ?? join(stateDir, 'identity-providers', 'spid'),
      registryCertificateFile: values.SPID_REGISTRY_CERTIFICATE_FILE ?? null,
      level: values.SPID_LEVEL,
      comparison,
      binding,
    },
    cie: {
      entityId: values.CIE_ENTITY_ID ?? null,
      metadataDir: values.CIE_IDP_METADATA_DIR ?? join(stateDir, 'identity-providers', 'cie'),
      level: values.CIE_LEVEL,
      // CIE takes these two alone (CIE SAML, "AuthnRequest").
      comparison: comparison === 'exact' ? 'exact' : 'minimum',
      binding,
    },
    europeanProvider: values.EIDAS_PROVIDER ?? null,
    cardProxySecret: values.CNS_PROXY_SECRET ?? null,
    cardAddress: values.CNS_ADDRESS ?? '/accesso/cns',
    serviceName: values.SERVICE_NAME,
    ipaCode: values.IPA_CODE,
    seat: { name: values.SEAT_NAME, municipality: values.SEAT_MUNICIPALITY },
    contact: { email: values.SPID_CONTACT_EMAIL, ...(phone === undefined ? {} : { phone }) },
  };
}
