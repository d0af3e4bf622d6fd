import type { FastifyRequest } from 'fastify';

/** A form posted from another site is refused by what the browser itself says of the request. */
export function sameOrigin(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const from = request.headers.origin;
  if (from === undefined) return true;
  if (from === 'null') return site === 'same-origin';
  return from === origin || from === `${new URL(origin).protocol}//${request.headers.host ?? ''}`;
}

/** True for the requests of our own scripts, which want data and not a page. */
export function wantsJson(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').startsWith('application/json');
}

/** The query with one text per name; of a name given twice the last counts. */
export function flatQuery(query: unknown): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') flat[name] = last.replaceAll('\u0000', '').slice(0, 2000);
  }
  return flat;
}
