/** Where the second proof is asked at the login; the platform's doors send there whoever owes it. */
export const STEP = '/accesso/secondo-fattore';
export const STEP_PASSKEY = `${STEP}/passkey`;
export const STEP_CHALLENGE = `${STEP}/sfida`;
export const STEP_RECOVERY = `${STEP}/recupero`;

/** The way in with a passkey and nothing else. */
export const ENTRANCE = '/accesso/passkey';
export const ENTRANCE_CHALLENGE = `${ENTRANCE}/sfida`;

/** What one sees and changes of one's own. */
export const PROFILE = '/profilo/secondo-fattore';
export const TOTP = `${PROFILE}/applicazione`;
export const TOTP_REMOVAL = `${TOTP}/rimozione`;
export const PASSKEYS = `${PROFILE}/passkey`;
export const PASSKEY_CHALLENGE = `${PROFILE}/sfida`;
export const CODES = `${PROFILE}/codici`;
export const CODES_FILE = `${CODES}/file`;

/** For the login page: beside the password. */
export const PASSKEY_ENTRANCE = { kind: 'passkey', label: 'Entra con una passkey', href: ENTRANCE } as const;

/** An address that takes along where they were going. */
export function towards(path: string, asked: string | undefined): string {
  return asked === undefined ? path : `${path}?dopo=${encodeURIComponent(asked)}`;
}
