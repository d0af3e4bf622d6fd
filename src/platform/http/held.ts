import { seal, unseal } from '../hashing-tokens.ts';

/** A form whose instant of arrival decides, come in while the database could not be reached. */
export interface HeldForm {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** When its last byte had arrived the first time. */
  readonly arrivedAt: Date;
}

/** The name under which the page that waits sends it again. */
export const HELD_FIELD = 'held';

const PURPOSE = 'held form';
const LARGEST = 64 * 1024;
/** The page asks again every few seconds; one that has been silent for so long was left. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Seals a form into the page that waits, for the session that sent it alone: nothing can be kept here, since what keeps
 * things is what is gone. Undefined when it is too large for a page.
 */
export function holdForm(secret: string, session: string, held: HeldForm, now: Date): string | undefined {
  const text = JSON.stringify({ ...held, sealedAt: now });
  return text.length > LARGEST ? undefined : seal(secret, PURPOSE, session, text).toString('base64url');
}

/** The form in this text, if it is one of ours, of this session, for this path, and its page was still waiting. */
export function releaseForm(
  secret: string,
  session: string,
  sealed: unknown,
  path: string,
  now: Date,
): HeldForm | undefined {
  if (typeof sealed !== 'string' || sealed === '') return undefined;
  const text = unseal(secret, PURPOSE, session, Buffer.from(sealed, 'base64url'));
  if (text === undefined) return undefined;
  const held = JSON.parse(text) as { path: string; fields: HeldForm['fields']; arrivedAt: string; sealedAt: string };
  const silent = now.getTime() - Date.parse(held.sealedAt);
  if (held.path !== path || silent > PATIENCE_MS) return undefined;
  return { path, fields: held.fields, arrivedAt: new Date(held.arrivedAt) };
}
