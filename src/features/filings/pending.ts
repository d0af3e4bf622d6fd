/**
 * A confirmation that arrived and could not be finished at once, carried by the page that waits: it keeps the instant of
 * arrival (who confirmed before the closing instant is in, however long the server takes) and what was confirmed.
 */
export interface Pending {
  readonly applicationId: string;
  readonly filingId: string;
  readonly version: number;
  readonly arrivedAt: string;
  /** Present until it was found right. */
  readonly code?: string | undefined;
  readonly attempt?: string | undefined;
  /** When the code was found right: it is not asked or compared again. */
  readonly codeVerifiedAt?: string | undefined;
}

/** A confirmation that waits longer than this is asked for again. */
const PATIENCE_MS = 15 * 60_000;

/** The pending confirmation in this text, if it is about this application and was not too old when it came back. */
export function readPending(text: string | undefined, applicationId: string, cameBackAt: Date): Pending | undefined {
  if (text === undefined) return undefined;
  const pending = JSON.parse(text) as Pending;
  const age = cameBackAt.getTime() - Date.parse(pending.arrivedAt);
  return pending.applicationId === applicationId && age <= PATIENCE_MS ? pending : undefined;
}
