import type { AddressKind } from './address.ts';

/** An address as its owner sees it: proven, or waiting for its link to be used. */
export interface OwnAddress {
  readonly id: string;
  readonly kind: AddressKind;
  readonly address: string;
  readonly createdAt: Date;
  readonly verifiedAt: Date | null;
  readonly reference: boolean;
  /** Until when the mailed link is good; nothing when none waits. */
  readonly linkExpiresAt: Date | null;
  readonly mails: number;
  readonly mailedAt: Date | null;
}

export type Book = readonly OwnAddress[];

/** More would serve nobody, and each can be mailed to. */
export const MOST_ADDRESSES = 5;
/** However many were taken away again meanwhile. */
export const MOST_ADDED_A_DAY = 8;

export type Adding = 'new' | 'pending' | 'known' | 'too-many' | 'too-often';

/** Whether one more address may be added; `addedToday` counts those of the last 24 hours, removed ones too. */
export function adding(book: Book, address: string, addedToday: number): Adding {
  const there = book.find((one) => one.address.toLowerCase() === address.toLowerCase());
  if (there !== undefined) return there.verifiedAt === null ? 'pending' : 'known';
  if (book.length >= MOST_ADDRESSES) return 'too-many';
  return addedToday >= MOST_ADDED_A_DAY ? 'too-often' : 'new';
}

export type Removal = 'allowed' | 'absent' | 'last' | 'reference';

/** The portal must always have somewhere to write: the last proven address stays, and so does the reference. */
export function removal(book: Book, id: string): Removal {
  const one = book.find((each) => each.id === id);
  if (one === undefined) return 'absent';
  if (one.verifiedAt === null) return 'allowed';
  if (book.filter(({ verifiedAt }) => verifiedAt !== null).length === 1) return 'last';
  return one.reference ? 'reference' : 'allowed';
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Minutes to wait after the first, second… mail; after the last one, until a day has passed. */
const PAUSES = [1, 1, 5, 15, 60] as const;
/** Said on the page, so that nobody has to find out. */
export const MAILS_A_DAY = PAUSES.length;

/** From when the link may be mailed again. */
export function mailFrom({ mails, mailedAt }: Pick<OwnAddress, 'mails' | 'mailedAt'>): Date {
  if (mailedAt === null || mails === 0) return new Date(0);
  const pause = mails >= MAILS_A_DAY ? DAY : (PAUSES[mails - 1] ?? 1) * MINUTE;
  return new Date(mailedAt.getTime() + pause);
}

/** Counting starts anew after a day. */
export function mailsCounted({ mails, mailedAt }: Pick<OwnAddress, 'mails' | 'mailedAt'>, now: Date): number {
  return mailedAt !== null && now.getTime() - mailedAt.getTime() < DAY ? mails + 1 : 1;
}
