/** How often something may be tried. */
export interface Limit {
  /** Seconds to wait after the first, second… try; the last one repeats. */
  readonly pauses: readonly number[];
  /** Without a try for this long, counting starts anew. */
  readonly forgetAfterSeconds: number;
}

const HOUR = 3600;
/** Failures in a row after which strangers get no further try. */
export const HARD_STOP = 100;
const free = (tries: number): number[] => Array.from({ length: tries - 1 }, () => 0);

/** Passwords of one account from one network: five free tries, then longer and longer. */
export const PASSWORD_FROM_NETWORK: Limit = {
  pauses: [...free(5), 30, 60, 120, 240, 480, 900, 1800, HOUR],
  forgetAfterSeconds: 24 * HOUR,
};

/** From a browser its owner has already entered with: a budget no stranger can use up. */
export const PASSWORD_FROM_KNOWN_DEVICE: Limit = {
  pauses: [...free(10), 30, 60, 120, 300],
  forgetAfterSeconds: HOUR,
};

/** A stop is no pause: it lasts until the owner lifts it by choosing a new password, or for a month. */
const STOP = 30 * 24 * HOUR;

/**
 * One account from anywhere unknown: NIST SP 800-63B-4, 3.2.2 wants no more than a hundred failures in a row. From the
 * browsers its owner has entered with the way in stays open.
 */
export const PASSWORD_FROM_ANYWHERE: Limit = { pauses: [...free(HARD_STOP), STOP], forgetAfterSeconds: 24 * HOUR };

/** All accounts from one network: room for a school behind one address, not for a list of stolen passwords. */
export const ANY_PASSWORD_FROM_NETWORK: Limit = { pauses: [...free(150), 5, 10, 20, 60], forgetAfterSeconds: HOUR };

/** The same wrong password sent again by the same browser, as by reloading the page: not a try worth counting. */
export const SAME_PASSWORD_AGAIN: Limit = { pauses: [600], forgetAfterSeconds: 600 };

/** The current password, asked again inside a session. */
export const PASSWORD_IN_SESSION: Limit = { pauses: [...free(5), 30, 60, 300, 900], forgetAfterSeconds: 24 * HOUR };

/** Mails somebody may cause to be sent to one person. */
export const MAILS_TO_PERSON: Limit = { pauses: [60, 60, 60, 300, HOUR], forgetAfterSeconds: 6 * HOUR };

/** Requests that cause a mail, from one network. */
export const MAILS_FROM_NETWORK: Limit = { pauses: [...free(40), 10, 30, 60], forgetAfterSeconds: HOUR };

/** The part of an address that one subscriber holds: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1] ?? ip;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
