/** The identity provider of development: `development-idp STATE-DIR PORT PORTAL`. Nobody's identity is real. */
import { join } from 'node:path';
import { readAssets } from '../platform/assets/manifest.ts';
import { systemClock } from '../platform/clock.ts';
import { home } from '../platform/home.ts';
import { cardSecret } from './development-idp/card.ts';
import { CardProxy } from './development-idp/card-proxy.ts';
import { openIdClientKeys, portalStatement, samlClient } from './development-idp/clients.ts';
import { Federation } from './development-idp/federation.ts';
import { ANCHOR_NAME, OPENID_NAME, SAML_PROVIDERS, type SamlName } from './development-idp/names.ts';
import { OpenIdProvider } from './development-idp/openid-provider.ts';
import { playedKeys } from './development-idp/prepare.ts';
import { SamlProvider } from './development-idp/saml-provider.ts';
import { listen } from './development-idp/web.ts';

const [stateDir, port, portal] = process.argv.slice(2);
if (process.env['POLIS_ENV'] === 'production') {
  process.stderr.write('polis: the identity provider of development never runs in production\n');
  process.exit(2);
}
if (stateDir === undefined || port === undefined || portal === undefined) {
  process.stderr.write('usage: development-idp STATE-DIR PORT PORTAL\n');
  process.exit(2);
}
const now = systemClock;
/** By the name the portal has, which is also that of the metadata it has read. */
const base = `http://${new URL(portal).hostname}:${port}`;
const keys = await playedKeys(stateDir, now());
const client = (entityId: string) => samlClient(portal, entityId);
const samlProvider = (name: SamlName) => new SamlProvider({ name, base, key: keys.saml, now, client });
const openId = new OpenIdProvider({
  issuer: `${base}/${OPENID_NAME}`,
  now,
  key: keys.core,
  clientKeys: (clientId) => openIdClientKeys(portal, clientId),
});
const federation = await Federation.found({
  base,
  now,
  entities: {
    [ANCHOR_NAME]: { metadata: {}, says: { constraints: { max_path_length: 1 } } },
    [OPENID_NAME]: { superior: ANCHOR_NAME, metadata: { openid_provider: openId.metadata } },
  },
  keys: { [ANCHOR_NAME]: keys.anchor, [OPENID_NAME]: keys.entity },
  outsider: (entity) => portalStatement(portal, entity),
});
const assetsDirectory = join(home, 'dist/assets');
const saml = Object.fromEntries(
  (Object.keys(SAML_PROVIDERS) as SamlName[]).map((name) => [name, samlProvider(name)]),
) as Record<SamlName, SamlProvider>;
const cards = new CardProxy({ portal, secret: cardSecret(keys), now });
const assets = await readAssets(assetsDirectory);
const running = await listen({ portal, assets, assetsDirectory, saml, openId, federation, cards }, Number(port));
const end = () => {
  void running.close().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, end);
process.send?.('ready');
