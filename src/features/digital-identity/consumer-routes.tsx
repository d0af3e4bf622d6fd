import { type Accepted, type Anomaly, meaningOf, type Profile, type Refused } from '../../engines/spid/index.ts';
import { onlyChild } from '../../kernel/xml-tree.ts';
import { type AnswerWithCookies, type Exchange, page, type Route } from '../../platform/http/index.ts';
import { parseHostileXml, readPostValue, verifySigned, type XmlRead } from '../../platform/saml/index.ts';
import { renderPage } from '../../ui/index.ts';
import { type Trouble, troubleOf } from './anomaly-words.ts';
import { judgeAnswer } from './answer.ts';
import { comeIn } from './come-in-routes.tsx';
import type { DigitalIdentityDeps } from './deps.ts';
import { logAnswer } from './entry-log-store.ts';
import { awaitedRequest, type FoundRequest, useRequest } from './entry-request-store.ts';
import { consumerUrlOf, entityIdOf, methodOf, wishesOf } from './federation.ts';
import { lookOf } from './looks-routes.tsx';
import { samlIdentity } from './saml-identity.ts';
import { EntryTroublePage } from './views/entry-trouble-page.tsx';

/** Where the providers of this federation post their answers. Every refusal is answered here, with a status of its own. */
export function consumerRoutes(deps: DigitalIdentityDeps, profile: Profile): Route[] {
  return [
    {
      method: 'POST',
      path: `/${profile}/acs`,
      policy: { who: 'anyone' },
      foreign: true,
      handle: (exchange) => consume(deps, profile, exchange),
    },
  ];
}

async function consume(deps: DigitalIdentityDeps, profile: Profile, exchange: Exchange): Promise<AnswerWithCookies> {
  const { posted } = exchange.form;
  const bytes = readPostValue(posted['SAMLResponse']);
  const read = bytes === undefined ? undefined : parseHostileXml(bytes);
  if (read === undefined || read.kind === 'refused') {
    return refuse(deps, exchange, profile, 'refused', read?.reason ?? 'not base64', 422);
  }
  const { database } = deps;
  const id = read.root.attributes['InResponseTo'] ?? '';
  const request = await awaitedRequest(database, id, exchange.cookie('entry'), exchange.arrivedAt);
  if (request.kind === 'none') return refuse(deps, exchange, profile, 'unsolicited', request.reason, 403);
  if (request.profile !== profile || posted['RelayState'] !== request.relayState) {
    return refuse(deps, exchange, profile, 'unsolicited', 'another RelayState than was sent', 403);
  }
  const verdict = await judge(deps, request, read, exchange.arrivedAt);
  await note(deps, request, read, verdict, exchange.arrivedAt);
  if (verdict.kind === 'refused') {
    return refuse(deps, exchange, profile, 'refused', `${verdict.rule}: ${verdict.reason}`, 403, request);
  }
  if (verdict.kind === 'anomaly') return tell(deps, exchange, request, verdict);
  return accept(deps, exchange, request, verdict);
}

async function judge(
  { providers, settings, publicUrl }: DigitalIdentityDeps,
  request: FoundRequest,
  read: XmlRead,
  received: Date,
): Promise<Accepted | Anomaly | Refused> {
  const { profile, provider: entityId } = request;
  const provider = await providers.find(profile, entityId);
  if (provider === undefined) return { kind: 'refused', rule: 'provider', reason: 'no longer known' };
  const asked = {
    profile,
    requestId: request.id,
    requestedAt: request.askedAt,
    provider: entityId,
    entityId: entityIdOf(profile, settings, publicUrl),
    consumerUrl: consumerUrlOf(profile, publicUrl),
    level: request.level,
    comparison: request.comparison,
    required: wishesOf(profile, entityId, settings).required,
  };
  return judgeAnswer(read, asked, received, (xml, child) =>
    verifySigned(xml, provider.keys, child === undefined ? {} : { child }),
  );
}

/** Keeps the answer beside its request, whatever became of it. */
async function note(
  { database }: DigitalIdentityDeps,
  { profile, id: requestId, askedAt: requestedAt }: FoundRequest,
  { root, text }: XmlRead,
  verdict: Accepted | Anomaly | Refused,
  at: Date,
): Promise<void> {
  const accepted = verdict.kind === 'accepted' ? verdict : undefined;
  const reason =
    verdict.kind === 'refused'
      ? `${verdict.rule}: ${verdict.reason}`
      : verdict.kind === 'anomaly'
        ? `${verdict.code ?? 'none'} ${verdict.status}`
        : '';
  await logAnswer(database, {
    ...{ profile, requestId, requestedAt, at, message: text, reason },
    responseId: root.attributes['ID'],
    responseInstant: root.attributes['IssueInstant'],
    issuer: onlyChild(root, ISSUER, 'Issuer')?.text,
    assertionId: accepted?.assertionId,
    subject: accepted?.nameId,
    nameQualifier: accepted?.nameQualifier,
    spidCode: accepted?.attributes['spidCode'],
    outcome: verdict.kind,
  });
}

const ISSUER = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** The provider's own no: its page, and an alert where the fault is ours. Nothing else changes: it may be unsigned. */
function tell(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  request: FoundRequest,
  anomaly: Anomaly,
): AnswerWithCookies {
  const { kind, meaning } = meaningOf(anomaly.code);
  const told = {
    event: 'saml.anomaly',
    provider: request.provider,
    code: anomaly.code,
    status: anomaly.status,
    meaning,
    requestId: exchange.requestId,
  };
  if (kind === 'operator') deps.log.error(told, 'an identity provider refuses our request');
  else deps.log.info(told, 'an entry ended with an anomaly');
  return troublePage(deps, exchange, troubleOf(anomaly.code), 403, request);
}

function refuse(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  profile: Profile,
  trouble: Trouble,
  reason: string,
  status: number,
  request?: FoundRequest,
): AnswerWithCookies {
  const { requestId, ip } = exchange;
  deps.log.warn(
    { event: 'saml.refused', profile, provider: request?.provider, reason, requestId, ip },
    'an answer was refused',
  );
  return troublePage(deps, exchange, trouble, status, request);
}

function troublePage(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  trouble: Trouble,
  status: number,
  request: FoundRequest | undefined,
): AnswerWithCookies {
  const method = request === undefined ? 'spid' : methodOf(request.profile, request.provider, deps.settings);
  return page(renderPage(<EntryTroublePage look={lookOf(deps, exchange)} {...{ trouble, method }} />), status);
}

async function accept(
  deps: DigitalIdentityDeps,
  exchange: Exchange,
  request: FoundRequest,
  accepted: Accepted,
): Promise<AnswerWithCookies> {
  const { profile, provider } = request;
  const asserted = samlIdentity(accepted, methodOf(profile, provider, deps.settings), provider);
  const partner = accepted.level === 1 ? { ...accepted, profile, provider } : undefined;
  return comeIn(deps, exchange, asserted, {
    ...request,
    partner,
    use: (tx) => useRequest(tx, request.id, exchange.arrivedAt),
  });
}
