import type { FastifyReply } from 'fastify';
import type { AnswerWithCookies, Cookie } from './answer.ts';
import { cookieName, sealNotice } from './cookies.ts';
import { contentSecurityPolicy, PRIVATE_HEADERS } from './headers.ts';

const NOTICE_SECONDS = 60;
/** What could not be served now may be asked again after so long: browsers, scripts and proxies read it. */
const RETRY_SECONDS = 10;

/** Turns an answer into bytes, headers and cookies. */
export function replySender(secure: boolean, secret: string) {
  return (reply: FastifyReply, answer: AnswerWithCookies): FastifyReply => {
    reply.headers(PRIVATE_HEADERS);
    if ('status' in answer && answer.status === 503) reply.header('retry-after', String(RETRY_SECONDS));
    for (const cookie of answer.cookies ?? []) setCookie(reply, secure, cookie);
    if (answer.forget) reply.header('clear-site-data', '"cache", "storage"');
    switch (answer.kind) {
      case 'page':
        if (answer.postsTo) reply.header('content-security-policy', contentSecurityPolicy(answer.postsTo));
        return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
      case 'json':
        return reply.code(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
      case 'redirect':
        if (answer.notice) setCookie(reply, secure, noticeCookie(sealNotice(secret, answer.notice)));
        return reply.redirect(ownPath(answer.location), 303);
      case 'leave':
        return reply.redirect(answer.location, 303);
      case 'file':
        return reply
          .code(200)
          .type(answer.type)
          .header('content-disposition', disposition(answer.filename, answer.inline ?? false))
          .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
          .send(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength));
      case 'absent':
        return reply.code(404).send('');
    }
  };
}

function noticeCookie(value: string): Cookie {
  return { name: 'notice', value, maxAgeSeconds: NOTICE_SECONDS };
}

/** Over plain HTTP no browser takes a cookie for cross-site requests; there, other ports are the same site. */
function setCookie(reply: FastifyReply, secure: boolean, { name, value, maxAgeSeconds: maxAge, crossSite }: Cookie) {
  const sameSite = crossSite && secure ? 'none' : 'lax';
  reply.setCookie(cookieName(secure, name), value, { path: '/', httpOnly: true, sameSite, secure, maxAge });
}

/** Only paths of this portal: an address that came in from outside never decides where the browser goes. */
export function ownPath(location: string): string {
  const safe = /^\/(?![/\\])[^\r\n\t\\]*$/.test(location);
  return safe ? location : '/';
}

/** RFC 6266: a plain name for old readers, the true one in UTF-8. */
function disposition(filename: string, inline: boolean): string {
  const plain = filename.replace(/[^A-Za-z0-9._-]/g, '_');
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
