import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, AnswerWithCookies, Cookie } from './answer.ts';
import { seeOther } from './answer.ts';
import { readBody } from './body.ts';
import { cookieName, openNotice } from './cookies.ts';
import { csrfMatches, csrfToken } from './csrf.ts';
import { Form } from './form.ts';
import { PRIVATE_HEADERS, SECURITY_HEADERS } from './headers.ts';
import { HELD_FIELD, type HeldForm, holdForm, releaseForm } from './held.ts';
import type { Mount } from './mount.ts';
import type { Expired, Identity, ServerOptions, TroubleKind } from './options.ts';
import type { Admission } from './policy.ts';
import { admission } from './policy.ts';
import { replySender } from './reply.ts';
import { flatQuery, sameOrigin, wantsJson } from './request-facts.ts';
import type { Exchange, Kept, Route } from './route.ts';
import { covers, type Visitor } from './visitor.ts';

const DELEGATION_OVER = '/profilo/deleghe/fine';

/** Where a delegate whose session ended is asked whether to act for the delegator again. */
function takingUp(delegation: string, path: string): string {
  return `/profilo/deleghe/${delegation}/ripresa?dopo=${encodeURIComponent(path)}`;
}

/** Where the refused are sent, by what they owe. */
const OWED: Partial<Record<Admission, string>> = {
  prove: '/accesso/secondo-fattore',
  'change-password': '/accesso/nuova-password',
  enable: '/abilitazione',
  'choose-office': '/lavoro',
  'delegation-over': DELEGATION_OVER,
};

const ANONYMOUS_VISIT_SECONDS = 12 * 3600;
const PARKED_SECONDS = 30 * 60;
const SESSION_OVER = {
  idle: 'La sessione è finita perché non hai usato il portale per un po’. Accedi di nuovo per continuare.',
  age: 'La sessione è finita perché era aperta da molte ore. Accedi di nuovo per continuare.',
} as const;

/** To the script of a page on which somebody was writing in another's name. */
const STOPPED = {
  message: 'Non salvato: la delega è finita. Il testo su questa pagina resta:',
  href: DELEGATION_OVER,
};

/** The delegation somebody acts under is over: for a page, and for the script of one. */
export function delegationStopped({ wantsJson }: Pick<Exchange, 'wantsJson'>): Answer {
  return wantsJson ? { kind: 'json', status: 403, body: STOPPED } : seeOther(DELEGATION_OVER);
}

type Refused = 'forged' | 'not-for-delegates';

interface Caller {
  visitor: Visitor | null;
  /** Whose session ended: what they were writing is kept until they sign in again. */
  expired: Expired | undefined;
  csrf: string;
  /** Set when the browser has no visit cookie yet and must get one, or the form it is shown could not be posted. */
  newVisit: string | undefined;
}

const NOBODY: Caller = { visitor: null, expired: undefined, csrf: '', newVisit: undefined };

/** The checks every request passes, in this order: who is it, may they enter, is the form one of ours. */
export class Doors {
  readonly #options: ServerOptions;
  readonly #secure: boolean;
  readonly #origin: string;
  readonly #send: (reply: FastifyReply, answer: AnswerWithCookies) => FastifyReply;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#secure = options.publicUrl.startsWith('https:');
    this.#origin = new URL(options.publicUrl).origin;
    this.#send = replySender(this.#secure, options.secret);
  }

  async enter(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (route.method === 'POST' && !route.foreign && !sameOrigin(request, this.#origin)) {
      return this.trouble('forged', 403, request, reply);
    }
    const body = await readBody(request, route.upload);
    const sent = { fields: body.fields, arrivedAt: this.#options.now(), path: request.url };
    if (!route.held) return this.#serve(route, request, reply, sent, body.files);
    const held = this.#released(request, sent);
    try {
      return await this.#serve(route, request, reply, held ?? sent, body.files);
    } catch (error) {
      if (!this.#options.isDatabaseGone(error)) throw error;
      return this.#hold(request, reply, held ?? sent);
    }
  }

  /** Hands a request to what is mounted here: it learns who asks, and answers by itself. */
  async pass(mount: Mount, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = this.#session(request);
    const identity = session ? await this.#options.identify(session, this.#options.now()) : null;
    const visitor = identity !== null && 'visitor' in identity ? identity.visitor : null;
    reply.hijack();
    for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, ...PRIVATE_HEADERS })) {
      reply.raw.setHeader(name, value);
    }
    await mount.handle(request.raw, reply.raw, { visitor, session, requestId: request.id });
    return reply;
  }

  async #serve(
    route: Route,
    request: FastifyRequest,
    reply: FastifyReply,
    { fields, arrivedAt }: HeldForm,
    files: Exchange['files'],
  ): Promise<FastifyReply> {
    const caller = await this.#caller(request, arrivedAt);
    const asked = this.#exchange(request, caller, new Form(fields), files, arrivedAt);
    const kept = await this.#kept(route, asked);
    const exchange = { ...asked, kept };
    const answer = await this.#shown(kept, exchange, await this.#answer(route, exchange, caller));
    if (typeof answer === 'string') return this.trouble(answer, 403, request, reply, caller);
    if (answer.kind === 'absent') return this.trouble('absent', 404, request, reply, caller);
    const cookies: Cookie[] = [...(answer.cookies ?? [])];
    if (caller.newVisit)
      cookies.push({ name: 'visit', value: caller.newVisit, maxAgeSeconds: ANONYMOUS_VISIT_SECONDS });
    if (exchange.notice && answer.kind === 'page') cookies.push({ name: 'notice', value: '', maxAgeSeconds: 0 });
    return this.#send(reply, { ...answer, cookies });
  }

  /** Who confirmed in time is in, however long the database is away: the page carries what arrived and when. */
  #hold(request: FastifyRequest, reply: FastifyReply, sent: HeldForm): FastifyReply {
    const session = this.#session(request);
    const sealed = session ? holdForm(this.#options.secret, session, sent, this.#options.now()) : undefined;
    if (sealed === undefined) return this.trouble('database', 503, request, reply);
    const held = { action: sent.path, hidden: { [HELD_FIELD]: sealed }, arrivedAt: sent.arrivedAt };
    const told = { kind: 'database', requestId: request.id, visitor: null, csrf: '', held } as const;
    return this.#send(reply, { kind: 'page', status: 503, html: this.#options.troublePage(told) });
  }

  /** What this person had sent when they were stopped, for the page where they find it again. */
  async #kept({ method, resumes }: Route, { visitor, query, cookie }: Exchange): Promise<Kept | undefined> {
    const token = cookie('parked') ?? '';
    if (method !== 'GET' || resumes || query['ripresa'] !== '1' || token === '' || visitor === null) return undefined;
    return this.#options.parked?.(token, personOf(visitor));
  }

  /** Shown once, and then no more kept; a page that leads elsewhere leads there with what was kept. */
  async #shown(kept: Kept | undefined, exchange: Exchange, answer: AnswerWithCookies | Refused) {
    if (kept === undefined || typeof answer === 'string' || exchange.visitor === null) return answer;
    if (answer.kind === 'redirect') return { ...answer, location: resumed(answer.location) };
    if (answer.kind !== 'page') return answer;
    await this.#options.dropParked?.(exchange.cookie('parked') ?? '', personOf(exchange.visitor));
    return {
      ...answer,
      cookies: [...(answer.cookies ?? []), { name: 'parked', value: '', maxAgeSeconds: 0 } as const],
    };
  }

  /** The page for a request that reached no handler, or whose handler failed. */
  trouble(kind: TroubleKind, status: number, request: FastifyRequest, reply: FastifyReply, caller = NOBODY) {
    const told = { kind, requestId: request.id, visitor: caller.visitor, csrf: caller.csrf };
    if (wantsJson(request)) {
      return this.#send(reply, { kind: 'json', status, body: { trouble: kind, requestId: request.id } });
    }
    return this.#send(reply, { kind: 'page', status, html: this.#options.troublePage(told) });
  }

  async failed(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const [kind, status] = this.#troubleOf(error);
    if (kind === 'bug') {
      this.#options.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'request failed');
    }
    return this.trouble(kind, status, request, reply);
  }

  async #caller(request: FastifyRequest, now: Date): Promise<Caller> {
    const session = this.#session(request);
    const identity: Identity = session ? await this.#options.identify(session, now) : null;
    const known = request.cookies[cookieName(this.#secure, 'visit')];
    if (identity === null) {
      const newVisit = known ? undefined : randomBytes(18).toString('base64url');
      const csrf = csrfToken(this.#options.secret, `visit:${known ?? newVisit}`);
      return { ...NOBODY, csrf, newVisit };
    }
    const visitor = 'visitor' in identity ? identity.visitor : null;
    const expired = 'expired' in identity ? identity.expired : undefined;
    // Acting is another role: a page opened before it is not posted in the delegator's name, nor the other way round.
    const delegation = visitor?.delegation?.id ?? expired?.acting?.delegation;
    const under = delegation === undefined ? '' : `:delegation:${delegation}`;
    const account = visitor?.accountId ?? expired?.acting?.delegatorId ?? expired?.accountId;
    const csrf = csrfToken(this.#options.secret, `account:${account}${under}`);
    return { visitor, expired, csrf, newVisit: undefined };
  }

  /** What the page that waits sends again, as it was when it first arrived. */
  #released(request: FastifyRequest, { fields, path, arrivedAt }: HeldForm): HeldForm | undefined {
    return releaseForm(this.#options.secret, this.#session(request), fields[HELD_FIELD], path, arrivedAt);
  }

  #session(request: FastifyRequest): string {
    return request.cookies[cookieName(this.#secure, 'session')] ?? '';
  }

  #exchange(request: FastifyRequest, caller: Caller, form: Form, files: Exchange['files'], arrivedAt: Date): Exchange {
    return {
      visitor: caller.visitor,
      params: request.params as Record<string, string>,
      query: flatQuery(request.query),
      path: request.url,
      form,
      files,
      csrf: caller.csrf,
      arrivedAt,
      requestId: request.id,
      ip: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      wantsJson: wantsJson(request),
      notice: openNotice(this.#options.secret, request.cookies[cookieName(this.#secure, 'notice')]),
      cookie: (name) => request.cookies[cookieName(this.#secure, name)],
      header: (name) => [request.headers[name.toLowerCase()]].flat().join(', ') || undefined,
    };
  }

  async #answer(route: Route, exchange: Exchange, caller: Caller): Promise<AnswerWithCookies | Refused> {
    const admitted = admission(route.policy, exchange.visitor, exchange.arrivedAt);
    if (admitted === 'not-found' || !withinDelegation(exchange)) return { kind: 'absent' };
    if (admitted === 'not-for-delegates') return admitted;
    if (admitted === 'sign-in') return this.#askToSignIn(exchange, caller);
    if (admitted === 'confirm') return this.#askToConfirm(route, exchange, caller);
    if (admitted === 'delegation-over') return delegationStopped(exchange);
    const owed = OWED[admitted];
    if (owed !== undefined) return seeOther(owed);
    if (route.method === 'POST' && !route.foreign && !csrfMatches(caller.csrf, exchange.form.text('csrf')))
      return 'forged';
    return route.handle(exchange);
  }

  /** Somebody whose session ended while writing loses nothing: what they sent waits for them behind the login. */
  async #askToSignIn(exchange: Exchange, caller: Caller): Promise<AnswerWithCookies> {
    const { accountId, acting } = caller.expired ?? {};
    const by = acting === undefined ? exchange.path : takingUp(acting.delegation, exchange.path);
    const signIn = `/accesso?dopo=${encodeURIComponent(by)}`;
    if (exchange.wantsJson) return { kind: 'json', status: 401, body: { signIn } };
    if (caller.expired === undefined || accountId === undefined) return seeOther(signIn);
    const cookies = await this.#parked(accountId, by, exchange, caller);
    const kept = cookies.length > 0 ? ' Quello che avevi scritto è conservato: lo ritrovi subito dopo.' : '';
    return { ...seeOther(signIn, `${SESSION_OVER[caller.expired.by]}${kept}`), cookies };
  }

  /** Somebody inside for long proves again who they are, and finds again what they had sent. */
  async #askToConfirm({ method }: Route, exchange: Exchange, caller: Caller): Promise<AnswerWithCookies | 'forged'> {
    const confirm = `/accesso/conferma?dopo=${encodeURIComponent(exchange.path)}`;
    if (method === 'POST' && !csrfMatches(caller.csrf, exchange.form.text('csrf'))) return 'forged';
    if (exchange.wantsJson) return { kind: 'json', status: 401, body: { confirm } };
    const { visitor, path } = exchange;
    const cookies =
      method === 'POST' && visitor !== null ? await this.#parked(personOf(visitor), path, exchange, caller) : [];
    return { ...seeOther(confirm), cookies };
  }

  /** The cookie that finds again what was sent; none when nothing could be kept. */
  async #parked(accountId: string, by: string, { form, path }: Exchange, caller: Caller): Promise<Cookie[]> {
    if (!csrfMatches(caller.csrf, form.text('csrf'))) return [];
    const token = await this.#options.park(accountId, { path, posted: form.posted, by });
    return token === null ? [] : [{ name: 'parked', value: token, maxAgeSeconds: PARKED_SECONDS }];
  }

  #troubleOf(error: unknown): [TroubleKind, number] {
    if (this.#options.isDatabaseGone(error)) return ['database', 503];
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status === 413) return ['too-large', 413];
    if (status === 429 || status === 503) return ['busy', 503];
    if (status >= 400 && status < 500) return ['unreadable', 400];
    return ['bug', 500];
  }
}

/** Who is really there: it is they who had written. */
function personOf({ accountId, delegation }: Visitor): string {
  return delegation?.delegateAccountId ?? accountId;
}

function resumed(location: string): string {
  if (/[?&]ripresa=1(&|$)/.test(location)) return location;
  return `${location}${location.includes('?') ? '&' : '?'}ripresa=1`;
}

/** What a limited delegation leaves out is, for the delegate, as what does not exist. */
function withinDelegation({ visitor, params }: Exchange): boolean {
  if (visitor === null) return true;
  const { procedure, application } = params;
  const outside =
    (procedure !== undefined && !covers(visitor, 'procedure', procedure)) ||
    (application !== undefined && !covers(visitor, 'application', application));
  return !outside;
}
