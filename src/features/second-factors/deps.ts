import type { RelyingParty } from '../../platform/webauthn.ts';
import type { Frame } from '../../ui/index.ts';
import type { ComingInDeps } from '../accounts/index.ts';

/** What the pages of this feature are made with; given by the wiring. */
export interface SecondFactorDeps extends ComingInDeps {
  readonly frame: Frame;
  /** The installation's secret: keys are sealed and recovery codes digested with it. */
  readonly secret: string;
  readonly relyingParty: RelyingParty;
  /** Whether a passkey opens this account: where the public has no credentials of ours, those of staff alone. */
  mayUsePasskey(accountId: string): Promise<boolean>;
}
