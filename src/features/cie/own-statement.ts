import type { PublicKey } from '../../engines/openid-federation/index.ts';
import { CALLBACK_PATH, type CieSettings, clientIdOf } from './settings.ts';

/** What we publish of our keys: the two kinds are never mixed. */
export interface PublishedKeys {
  readonly federation: readonly PublicKey[];
  /** Of OpenID Connect: for signing and for being written to in secret. */
  readonly core: readonly PublicKey[];
}

const VALID_SECONDS = 24 * 3600;

/** What we say of ourselves to the federation (SPID/CIE OIDC rules, "Entity Configuration" and "Metadata RP"). */
export function ownStatement(settings: CieSettings, publicUrl: string, keys: PublishedKeys, now: Date) {
  const clientId = clientIdOf(publicUrl);
  const iat = Math.floor(now.getTime() / 1000);
  return {
    iss: clientId,
    sub: clientId,
    iat,
    exp: iat + VALID_SECONDS,
    jwks: { keys: keys.federation },
    authority_hints: [settings.anchor.id],
    trust_marks: settings.marks,
    metadata: {
      federation_entity: {
        organization_name: settings.organization,
        homepage_uri: publicUrl,
        policy_uri: `${publicUrl}/privacy`,
        logo_uri: `${clientId}/logo.svg`,
        contacts: [settings.contact],
        federation_resolve_endpoint: `${clientId}/resolve`,
      },
      openid_relying_party: {
        application_type: 'web',
        client_id: clientId,
        client_name: settings.organization,
        contacts: [settings.contact],
        client_registration_types: ['automatic'],
        redirect_uris: [`${publicUrl}${CALLBACK_PATH}`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        jwks: { keys: keys.core },
        subject_type: 'pairwise',
        token_endpoint_auth_method: 'private_key_jwt',
        id_token_signed_response_alg: 'RS256',
        userinfo_signed_response_alg: 'RS256',
        userinfo_encrypted_response_alg: 'RSA-OAEP',
        userinfo_encrypted_response_enc: 'A256CBC-HS512',
      },
    },
  };
}
