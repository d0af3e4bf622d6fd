import { childrenOf, onlyChild, type XmlElement } from '../../kernel/xml-tree.ts';
import { type Asked, demand, demandPart, judged, type Refused } from './asked.ts';
import { isAfter, isBefore, readInstant } from './instant.ts';
import { ASSERTION, ENTITY, PROTOCOL, STATUS } from './names.ts';

/** The provider says no, for a reason of its own. */
export interface Anomaly {
  readonly kind: 'anomaly';
  /** Of the table of SPID errors (1–30); undefined when the provider gave none. */
  readonly code: number | undefined;
  readonly status: string;
}

/** The envelope is sound and announces one assertion, whose signature and content are still to be judged. */
export interface Sound {
  readonly kind: 'sound';
}

const ID = /^[A-Za-z_][\w.-]{0,255}$/;

/** Judges everything of a response but its assertion. Numbers are the cases of the official suites. */
export function judgeEnvelope(response: XmlElement, asked: Asked, received: Date): Sound | Anomaly | Refused {
  return judged(() => {
    demand(response.namespace === PROTOCOL && response.name === 'Response', 'response', 'not a response');
    judgeHead(response, asked, received, { id: '8, 9', version: '10', instant: '11-15' });
    demand(response.attributes['InResponseTo'] === asked.requestId, '16-18', 'not the answer to our request');
    demand(response.attributes['Destination'] === asked.consumerUrl, '19-21', 'sent to another address');
    const [issuer, ...more] = childrenOf(response, ASSERTION, 'Issuer');
    demand(issuer !== undefined && more.length === 0, '27, 28', 'no issuer');
    demand(issuer.text.trim() === asked.provider, '27-29', 'issued by somebody else');
    // 31: the format may be missing here.
    demand([undefined, ENTITY].includes(issuer.attributes['Format']), '30', 'issuer in another format');
    const anomaly = judgeStatus(response);
    if (anomaly !== undefined) return anomaly;
    demand(childrenOf(response, ASSERTION, 'EncryptedAssertion').length === 0, 'encrypted', 'no key was published');
    demand(childrenOf(response, ASSERTION, 'Assertion').length === 1, '32', 'not exactly one assertion');
    return { kind: 'sound' };
  });
}

/** What response and assertion have in common: cases 8–15 and 33–40. */
export function judgeHead(
  message: XmlElement,
  { requestedAt }: Asked,
  received: Date,
  rules: { readonly id: string; readonly version: string; readonly instant: string },
): void {
  demand(ID.test(message.attributes['ID'] ?? ''), rules.id, 'no ID');
  demand(message.attributes['Version'] === '2.0', rules.version, 'another version');
  const at = readInstant(message.attributes['IssueInstant']);
  demand(at !== undefined, rules.instant, 'no instant of issue in UTC');
  demand(!isBefore(at, requestedAt), rules.instant, 'issued before it was asked for');
  demand(!isAfter(at, received), rules.instant, 'issued in the future');
}

/** 22–26: undefined when the status is success. */
function judgeStatus(response: XmlElement): Anomaly | undefined {
  const status = demandPart(response, PROTOCOL, 'Status', '22, 23');
  const code = onlyChild(status, PROTOCOL, 'StatusCode');
  const value = code?.attributes['Value'] ?? '';
  demand(code !== undefined && value !== '', '24, 25', 'no status code');
  if (value === `${STATUS}Success`) return undefined;
  const said = onlyChild(status, PROTOCOL, 'StatusMessage')?.text.trim() ?? '';
  // C5: "ErrorCode nr19".
  const [, number] = /^ErrorCode nr\s?(\d{1,2})\b/i.exec(said) ?? [];
  const inner = onlyChild(code, PROTOCOL, 'StatusCode')?.attributes['Value'];
  const words = [value, inner].map((one) => one?.replace(STATUS, '')).filter((one) => one !== undefined);
  return {
    kind: 'anomaly',
    code: number === undefined ? undefined : Number(number),
    status: words.join(' ').slice(0, 200),
  };
}
