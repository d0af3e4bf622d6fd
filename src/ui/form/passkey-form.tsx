import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';
import { Button } from '../parts/buttons.tsx';
import { Icon } from '../parts/icon.tsx';
import { KeptFields } from './kept.tsx';

export interface PasskeyFormProps {
  readonly action: string;
  readonly csrf: string;
  /** Where the challenge to sign is asked for. */
  readonly challenge: string;
  /** Makes a passkey, or proves with one. */
  readonly act: 'create' | 'get';
  readonly button: string;
  readonly look?: 'primary' | 'outline' | undefined;
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  /** What to do instead, where there is no JavaScript or the browser knows no passkeys. */
  readonly instead: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A form whose answer the browser gives with a passkey. Only a script can ask for one: without, it says what else to do. */
export function PasskeyForm(props: PasskeyFormProps) {
  const { action, csrf, challenge, act, button, look, hidden = {}, instead, children } = props;
  return (
    <div class="passkey" data-passkey={act} data-challenge={safeHref(challenge)}>
      <div class="passkey-instead">
        <p>Per usare una passkey servono JavaScript e un browser che la conosca.</p>
        {instead}
      </div>
      <form action={safeHref(action)} method="post" novalidate hidden>
        <input type="hidden" name="csrf" value={csrf} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="passkey" value="" />
        <KeptFields action={action}>{children}</KeptFields>
        <div class="passkey-trouble" role="alert" hidden>
          <p class="field-error">
            <Icon name="it-error" />
            <span />
          </p>
        </div>
        <div class="actions">
          <Button look={look} icon="it-lock">
            {button}
          </Button>
        </div>
      </form>
    </div>
  );
}
