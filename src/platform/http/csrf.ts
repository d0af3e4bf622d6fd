import { createHmac, timingSafeEqual } from 'node:crypto';

/** The token every form of this visit carries: bound to the visit's cookie, so that no other site can know it. */
export function csrfToken(secret: string, visit: string): string {
  return createHmac('sha256', secret).update(`csrf:${visit}`).digest('base64url');
}

export function csrfMatches(expected: string, given: string): boolean {
  const one = Buffer.from(expected);
  const other = Buffer.from(given);
  return one.length === other.length && timingSafeEqual(one, other);
}
