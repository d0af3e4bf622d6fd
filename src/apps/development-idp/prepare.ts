import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeKey, type PrivateKey, publicPart } from '../../platform/jose/index.ts';
import { makeSpidCertificate, type SigningKey } from '../../platform/saml/index.ts';
import { cardSecret } from './card.ts';
import { ANCHOR_NAME, CARD_NAME, OPENID_NAME, SAML_PROVIDERS, type SamlName } from './names.ts';
import { entityIdOf, providerMetadata } from './saml-messages.ts';

/** The keys of everybody this program plays. */
export interface PlayedKeys {
  readonly saml: SigningKey;
  readonly anchor: PrivateKey;
  readonly entity: PrivateKey;
  readonly core: PrivateKey;
}

const shape = z.object({
  saml: z.object({ privateKey: z.string(), certificate: z.string() }),
  anchor: z.looseObject({ kid: z.string() }),
  entity: z.looseObject({ kid: z.string() }),
  core: z.looseObject({ kid: z.string() }),
});

/** Keys are made once for a folder: what the portal has read of them stays true at the next start. */
export async function playedKeys(stateDir: string, now: Date): Promise<PlayedKeys> {
  const folder = join(stateDir, 'development-idp');
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify(await newKeys(now)), { mode: 0o600 });
  }
  return shape.parse(JSON.parse(readFileSync(file, 'utf8'))) as unknown as PlayedKeys;
}

async function newKeys(now: Date): Promise<PlayedKeys> {
  const subject = {
    displayName: 'Fornitore di prova',
    organizationName: 'Fornitore di prova, nessuna identità vera',
    entityId: 'http://fornitore-di-prova.invalid',
    ipaCode: 'prova',
    locality: 'Borgo Valdoro',
  };
  const [saml, anchor, entity, core] = await Promise.all([
    makeSpidCertificate(subject, { from: now, years: 9, bits: 2048 }),
    makeKey('sig'),
    makeKey('sig'),
    makeKey('sig'),
  ]);
  return { saml, anchor, entity, core };
}

/**
 * Puts the metadata where the portal looks for identity providers, and answers the settings by which it finds the
 * federation of CIE.
 */
export async function introduceProvider(stateDir: string, base: string, now: Date): Promise<Record<string, string>> {
  const keys = await playedKeys(stateDir, now);
  for (const name of Object.keys(SAML_PROVIDERS) as SamlName[]) {
    const folder = join(stateDir, 'identity-providers', SAML_PROVIDERS[name].profile);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `prova-${name}.xml`), providerMetadata(name, base, keys.saml.certificate));
  }
  const anchorKeys = join(stateDir, 'identity-providers', 'cie-trust-anchor.json');
  writeFileSync(anchorKeys, JSON.stringify({ keys: [publicPart(keys.anchor)] }));
  return {
    EIDAS_PROVIDER: entityIdOf('eidas', base),
    CNS_PROXY_SECRET: cardSecret(keys),
    CNS_ADDRESS: `${base}/${CARD_NAME}`,
    CIE_OIDC_PROVIDER: `${base}/${OPENID_NAME}`,
    CIE_OIDC_TRUST_ANCHOR: `${base}/${ANCHOR_NAME}`,
    CIE_OIDC_TRUST_ANCHOR_KEYS_FILE: anchorKeys,
    CIE_OIDC_CONTACT: 'pec@posta.example',
  };
}
