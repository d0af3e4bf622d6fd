import type { TrustAnchor } from '../../engines/openid-federation/index.ts';

/** How this installation takes part in the CIE federation. */
export interface CieSettings {
  /** Identifier of the identity provider: its address in the federation. */
  readonly provider: string;
  readonly anchor: TrustAnchor;
  /** Hosts that may be asked, with the port if it is not the usual one. */
  readonly hosts: readonly string[];
  /** Plain HTTP on this machine: development and tests. */
  readonly loopback: boolean;
  /** Asked when the page that sends here asks for nothing higher. */
  readonly level: Level;
  /** Certified mail of the administration. */
  readonly contact: string;
  readonly organization: string;
  /** Marks the federation has given us. */
  readonly marks: readonly { readonly id: string; readonly trust_mark: string }[];
  readonly keyBits: number;
}

export type Level = 1 | 2 | 3;

/** Levels as SPID and CIE name them. */
export function contextOf(level: Level): string {
  return `https://www.spid.gov.it/SpidL${level}`;
}

export function levelOf(context: unknown): Level | undefined {
  return ([1, 2, 3] as const).find((level) => contextOf(level) === context);
}

/** Where everything of this way in lives; at the federation it is our name. */
export const CIE_PATH = '/cie/oidc';
export const CALLBACK_PATH = `${CIE_PATH}/callback`;

export function clientIdOf(publicUrl: string): string {
  return `${publicUrl}${CIE_PATH}`;
}
