import { z } from 'zod';

const filled = z.string().trim().min(1, 'must not be empty');
const entity = z.string().regex(/^https?:\/\/[^\s?#@]+$/, 'must be an https:// address without query');

/** The variables of CIE by OpenID Connect: all or none. */
export const cieFederationVariables = {
  CIE_OIDC_PROVIDER: entity.optional(),
  CIE_OIDC_TRUST_ANCHOR: entity.optional(),
  CIE_OIDC_TRUST_ANCHOR_KEYS_FILE: filled.optional(),
  CIE_OIDC_TRUST_MARKS_FILE: filled.optional(),
  CIE_OIDC_CONTACT: z
    .string()
    .regex(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, 'must be a mail address')
    .optional(),
  CIE_OIDC_LEVEL: z
    .enum(['1', '2', '3'], 'must be 1, 2 or 3')
    .default('2')
    .transform((text) => Number(text) as 1 | 2 | 3),
  CIE_OIDC_MORE_HOSTS: z
    .string()
    .regex(/^[\w.:-]+(,[\w.:-]+)*$/, 'must be host names with commas between them')
    .optional(),
};

/** Who in the CIE federation we talk to, and what we show there. */
export interface CieFederation {
  readonly provider: string;
  readonly trustAnchor: string;
  /** A set of public keys (JWKS), received by another way than the federation itself. */
  readonly anchorKeysFile: string;
  /** The trust marks given to us; null until there are any. */
  readonly marksFile: string | null;
  readonly contact: string;
  readonly level: 1 | 2 | 3;
  readonly moreHosts: readonly string[];
}

const variables = z.object(cieFederationVariables);
type Values = z.output<typeof variables>;

/** Null when this way in is not set up. */
export function cieFederation(values: Values): CieFederation | null {
  const { CIE_OIDC_PROVIDER: provider, CIE_OIDC_TRUST_ANCHOR: trustAnchor } = values;
  const { CIE_OIDC_TRUST_ANCHOR_KEYS_FILE: anchorKeysFile, CIE_OIDC_CONTACT: contact } = values;
  if (!provider || !trustAnchor || !anchorKeysFile || !contact) return null;
  return {
    provider,
    trustAnchor,
    anchorKeysFile,
    contact,
    marksFile: values.CIE_OIDC_TRUST_MARKS_FILE ?? null,
    level: values.CIE_OIDC_LEVEL,
    moreHosts: values.CIE_OIDC_MORE_HOSTS?.split(',') ?? [],
  };
}

/** What is wrong with the variables taken together. */
export function cieFederationFaults(values: Values, production: boolean): string[] {
  const names = [
    'CIE_OIDC_PROVIDER',
    'CIE_OIDC_TRUST_ANCHOR',
    'CIE_OIDC_TRUST_ANCHOR_KEYS_FILE',
    'CIE_OIDC_CONTACT',
  ] as const;
  const missing = names.filter((name) => values[name] === undefined);
  const half = missing.length > 0 && missing.length < names.length;
  const addresses = ['CIE_OIDC_PROVIDER', 'CIE_OIDC_TRUST_ANCHOR'] as const;
  const plain = production ? addresses.filter((name) => values[name]?.startsWith('http:')) : [];
  return [
    ...(half ? missing.map((name) => `${name} must be set with the other CIE_OIDC_ settings`) : []),
    ...plain.map((name) => `${name} must start with https:// in production`),
  ];
}
