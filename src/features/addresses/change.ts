/** What can happen to somebody's addresses. */
export type ChangeKind = 'added' | 'reference' | 'removed' | 'fixed' | 'undone';

/** A clerk who changes an address with the person present. */
export interface Clerk {
  readonly accountId: string;
  readonly name: string;
  readonly office: { readonly code: string; readonly name: string };
}

export interface Change {
  readonly id: string;
  readonly number: number;
  readonly accountId: string;
  readonly what: ChangeKind;
  readonly addressId: string;
  readonly address: string;
  /** The reference before the change. */
  readonly formerId: string | null;
  readonly at: Date;
  readonly clerk: { readonly name: string; readonly office: string } | null;
  readonly undoUntil: Date | null;
  readonly undoneAt: Date | null;
}

/** How long a change can be taken back from the address that was the reference before it. */
export const UNDO_MS = 72 * 3_600_000;

/**
 * The changes an undo takes back, the latest first: this one and everything after it. A new reference goes together with
 * the adding of that address, if that was within the time for undoing: whoever did the one did the other, and must not
 * keep a box to which recovery mails go.
 */
export function takenBack(change: Change, history: readonly Change[]): Change[] {
  const added = history.find(
    ({ what, addressId, at }) =>
      change.what === 'reference' &&
      what === 'added' &&
      addressId === change.addressId &&
      change.at.getTime() - at.getTime() <= UNDO_MS,
  );
  const first = Math.min(change.number, added?.number ?? change.number);
  return history
    .filter(({ number, undoneAt, what }) => number >= first && undoneAt === null && what !== 'undone')
    .toSorted((one, other) => other.number - one.number);
}

export function canUndo({ undoUntil, undoneAt }: Change, now: Date): boolean {
  return undoUntil !== null && undoneAt === null && now.getTime() < undoUntil.getTime();
}
