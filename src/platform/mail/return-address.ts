import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The envelope sender of one mail: the box where mails come back, and in its extension which mail it was (VERP). Signed,
 * so that nobody can say that a mail came back who has not seen it. In small letters only: servers may fold them.
 */
export function returnAddress(box: string, secret: string, mail: number): string {
  const at = box.lastIndexOf('@');
  return `${box.slice(0, at)}+${mail.toString(36)}-${signature(secret, mail)}${box.slice(at)}`;
}

/** Which mail a return address names; nothing for any address we have not made. */
export function mailReturned(secret: string, address: string): number | undefined {
  const found = /\+([0-9a-z]{1,11})-([0-9a-f]{32})@/.exec(address.toLowerCase());
  if (found === null) return undefined;
  const mail = Number.parseInt(found[1] ?? '', 36);
  if (!Number.isSafeInteger(mail)) return undefined;
  const given = Buffer.from(found[2] ?? '');
  return timingSafeEqual(given, Buffer.from(signature(secret, mail))) ? mail : undefined;
}

function signature(secret: string, mail: number): string {
  return createHmac('sha256', secret).update(`mail return:${mail}`).digest('hex').slice(0, 32);
}
