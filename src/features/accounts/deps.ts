import type { Database } from '../../platform/db/database.ts';
import type { Hasher } from '../../platform/hashing.ts';
import type { EntryMethod } from '../../platform/http/index.ts';
import type { Frame } from '../../ui/index.ts';
import type { BirthPlaces } from './account.ts';
import type { PasswordAging } from './account-facts.ts';
import type { Before, LetIn } from './entry-store.ts';
import type { Guessing } from './password-policy.ts';
import type { SessionLimits } from './session.ts';

/** A way in beside the password: a passkey, SPID, CIE, another country's identity, a card. */
export interface Entrance {
  readonly kind: Exclude<EntryMethod, 'password'>;
  readonly label: string;
  /** Takes `dopo`; with `conferma=1` it proves again who is already in ({@link raiseSession}), with `livello=2` at least so much. */
  readonly href: string;
  /** `name` as entry of the list; `id` the entity id or issuer, as in the session. */
  readonly providers?: readonly {
    readonly id: string;
    readonly name: string;
    readonly href: string;
    readonly logo?: string;
  }[];
}

/** What the pages of this feature are made with; given by the wiring. */
export interface AccountDeps {
  readonly database: Database;
  readonly frame: Frame;
  readonly hasher: Hasher;
  readonly guessing: Guessing;
  readonly birthPlaces: BirthPlaces;
  /** The installation's secret: names of counts, links and sealed rows are made from it. */
  readonly secret: string;
  /** How long a mailed link to confirm an address, and a temporary password, are good. */
  readonly linkHours: number;
  readonly limits: SessionLimits;
  /** null where passwords do not grow old. */
  readonly aging: PasswordAging | null;
  readonly before?: Before;
  /** The one that opens sessions here: made once, so that those who come in at the same moment come in together. */
  readonly letIn: LetIn;
  /** Asked for every page that shows them, since the order of some lists changes each time. */
  entrances(): readonly Entrance[];
  /** false: no password for the public; staff alone keep theirs, at a door of their own (`LOCAL_CREDENTIALS=off`). */
  readonly localCredentials: boolean;
  /** SQL, about the account `a`: false for who has chosen to come in with a digital identity and in no other way. */
  readonly mayUsePassword: string;
}
