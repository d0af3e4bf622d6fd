import type { ComponentChildren } from 'preact';
import { type Link, Page } from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface AccountPageProps {
  readonly look: Look;
  readonly title: string;
  readonly heading?: string;
  readonly lead?: ComponentChildren;
  readonly help?: ComponentChildren;
  readonly breadcrumb?: readonly Link[] | undefined;
  readonly children?: ComponentChildren;
}

/** A page on the way in: the frame, what has just happened, what is wrong, then its own matter. */
export function AccountPage({ look, title, heading = title, lead, help, breadcrumb, children }: AccountPageProps) {
  const { frame, visitor, errors, notice } = look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={title}
      heading={heading}
      breadcrumb={breadcrumb}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
      lead={lead}
      help={help}
      asideTitle="Serve aiuto?"
    >
      {children}
    </Page>
  );
}
