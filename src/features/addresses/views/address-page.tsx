import type { ComponentChildren } from 'preact';
import { Page, profileLink } from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface AddressPageProps {
  readonly look: Look;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly tone?: 'info' | 'success' | 'warning';
  /** One of the pages of the profile, and not what a mailed link opens. */
  readonly inside?: 'list' | 'below';
  readonly children?: ComponentChildren;
}

export const LIST_TITLE = 'I tuoi indirizzi e-mail';
const LIST = { href: '/profilo/indirizzi', label: LIST_TITLE };

/** A page of this feature: the frame, what has just happened, what is wrong, then its own matter. */
export function AddressPage({ look, title, lead, tone = 'success', inside, children }: AddressPageProps) {
  const { frame, visitor, errors, notice } = look;
  const path = inside === undefined ? [] : inside === 'list' ? [profileLink] : [profileLink, LIST];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={inside === 'below' ? `${title} – ${LIST_TITLE}` : title}
      heading={title}
      breadcrumb={path}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: tone, text: notice }}
      lead={lead}
    >
      {children}
    </Page>
  );
}
