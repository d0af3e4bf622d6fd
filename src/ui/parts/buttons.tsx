import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonLook = 'primary' | 'outline' | 'danger' | 'quiet';

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: 'btn btn-primary',
  outline: 'btn btn-outline-primary',
  danger: 'btn btn-outline-danger',
  quiet: 'btn btn-quiet',
};

interface Looks {
  look?: ButtonLook | undefined;
  icon?: IconName | undefined;
  /** Words only a screen reader hears, to tell equal buttons apart: "Togli *il titolo Laurea in Fisica*". */
  about?: string | undefined;
  children?: ComponentChildren;
}

/** Sends its form: a verb with its object. `name` and `value` say which button it was. */
export function Button(
  props: Looks & { name?: string | undefined; value?: string | undefined; form?: string | undefined },
) {
  const { look = 'primary', name, value, form } = props;
  return (
    <button class={looks[look]} type="submit" name={name} value={value} form={form}>
      <Words {...props} />
    </button>
  );
}

/** Leads to another page, and looks like a button because it is the next step. */
export function LinkButton(props: Looks & { href: string; download?: boolean | undefined }) {
  const { look = 'primary', href, download } = props;
  return (
    <a class={looks[look]} href={safeHref(href)} download={download}>
      <Words {...props} />
    </a>
  );
}

function Words({ icon, about, children }: Looks) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>
        {children}
        {about && <span class="visually-hidden"> {about}</span>}
      </span>
    </>
  );
}

/** Buttons in a row, the main one first; one under the other on a phone. */
export function Actions({ children }: { children?: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}
