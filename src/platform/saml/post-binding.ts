import { MESSAGE_LIMITS } from './hostile-xml.ts';

/** The value of the hidden field of a message sent by HTTP-POST (SAML bindings 3.5): base64, not deflated. */
export function postValue(xml: string): string {
  return Buffer.from(xml).toString('base64');
}

/** The XML in such a field; undefined when it is not base64 or too large to be a message. */
export function readPostValue(value: unknown): Buffer | undefined {
  if (typeof value !== 'string' || value.length > MESSAGE_LIMITS.bytes * 1.5) return undefined;
  const bare = value.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : undefined;
}
