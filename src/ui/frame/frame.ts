/** What an installation says about itself on every page; read once from the configuration. */
export interface Installation {
  readonly name: string;
  readonly administration: string;
  readonly testEnvironment: boolean;
  readonly release: string;
  /** Who the mails come from, as people see it in their box. */
  readonly mailSender?: string | undefined;
  /** Where the accessibility statement stands (form.agid.gov.it); our own page until there is one. */
  readonly accessibilityHref?: string | undefined;
  /** The public has no password here, and so nobody registers: one comes in with SPID or CIE. */
  readonly digitalOnly?: boolean | undefined;
}

/** Addresses of the built assets; the manifest of `platform/assets` has this shape. */
export interface Assets {
  readonly css: string;
  readonly js: string;
  readonly sprite: string;
  readonly fonts: readonly string[];
  /** The mark shown on the browser's tab. */
  readonly mark?: string | undefined;
}

/** The unchanging part of every page: a route passes it on as it received it. */
export interface Frame {
  readonly installation: Installation;
  readonly assets: Assets;
}

export type Area = 'person' | 'desk' | 'office' | 'administrator' | 'ministry';

/** A form that arrived when it could not be taken: shown again to who sent it. */
export interface Kept {
  readonly path: string;
  readonly posted: Readonly<Record<string, unknown>>;
}

/** Who is looking. `idleSeconds` is the time to the expiry of the session when nothing is done. */
export interface Visitor {
  readonly name: string;
  readonly area: Area;
  readonly csrf: string;
  readonly idleSeconds?: number | undefined;
  /** And to its end whatever is done. */
  readonly leftSeconds?: number | undefined;
  /** What they had sent when their session was over, or a fresh proof was asked of them. */
  readonly kept?: Kept | undefined;
  /** Names the one attempt a page that asks for the personal code is good for. */
  readonly attempt?: string | undefined;
  /** Set while this person acts for somebody else: said on every page, with the way out. */
  readonly acting?: { readonly delegator: string; readonly number: number; readonly until: Date } | undefined;
}

export interface Link {
  readonly href: string;
  readonly label: string;
}

/** One thing to correct; `field` is the name of the field, which is also its id. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}
