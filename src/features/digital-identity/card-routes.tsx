import { timingSafeEqual, X509Certificate } from 'node:crypto';
import { tokenDigest } from '../../platform/hashing-tokens.ts';
import { type AnswerWithCookies, absent, type Exchange, page, type Route } from '../../platform/http/index.ts';
import { renderPage } from '../../ui/index.ts';
import type { AssertedIdentity } from './asserted.ts';
import { cardHolder } from './card.ts';
import { comeIn } from './come-in-routes.tsx';
import type { DigitalIdentityDeps } from './deps.ts';
import { lookOf } from './looks-routes.tsx';
import { EntryTroublePage } from './views/entry-trouble-page.tsx';

/** Where the proxy says what certificate the browser proved to hold, and that it is the proxy. */
const CERTIFICATE = 'x-polis-client-certificate';
const SECRET = 'x-polis-proxy-secret';

/**
 * The card (CNS): a proxy in front ends TLS at this one address asking for a certificate, checks it against the list of
 * certifiers, and hands it on with the secret it shares with us. Without the secret the address does not exist.
 */
export function cardRoutes(deps: DigitalIdentityDeps): Route[] {
  return [
    { method: 'GET', path: '/accesso/cns', policy: { who: 'anyone' }, handle: (exchange) => enter(deps, exchange) },
  ];
}

async function enter(deps: DigitalIdentityDeps, exchange: Exchange): Promise<AnswerWithCookies> {
  const { cardProxySecret: secret } = deps.settings;
  const given = exchange.header(SECRET) ?? '';
  if (secret === null || !timingSafeEqual(tokenDigest(given), tokenDigest(secret))) return absent();
  const asserted = holderOf(exchange.header(CERTIFICATE) ?? '', exchange.arrivedAt);
  if (asserted === undefined) {
    deps.log.warn({ event: 'cns.refused', requestId: exchange.requestId }, 'the certificate of a card says too little');
    return page(
      renderPage(<EntryTroublePage look={lookOf(deps, exchange)} trouble="card-unusable" method="cns" />),
      403,
    );
  }
  const { query, visitor } = exchange;
  const purpose =
    visitor === null ? 'enter' : query['conferma'] === '1' ? 'confirm' : query['collega'] === '1' ? 'link' : 'enter';
  return comeIn(deps, exchange, asserted, {
    purpose,
    accountId: purpose === 'enter' ? null : (visitor?.accountId ?? null),
    sessionId: purpose === 'enter' ? null : (visitor?.sessionId ?? null),
    next: query['dopo'] ?? '',
    // TLS itself proves that the card is there now: there is no message that could be used twice.
    use: async () => true,
  });
}

function holderOf(header: string, now: Date): AssertedIdentity | undefined {
  try {
    const certificate = new X509Certificate(decodeURIComponent(header));
    const holder = cardHolder(certificate.subject);
    const live = certificate.validFromDate <= now && now <= certificate.validToDate;
    if (holder === undefined || !live) return undefined;
    // A card and its PIN: two factors and a certified device.
    return {
      ...holder,
      ...{ method: 'cns', level: 3, provider: 'urn:cns', subject: holder.fiscalCode },
      assertionId: certificate.fingerprint256,
    };
  } catch {
    return undefined;
  }
}
