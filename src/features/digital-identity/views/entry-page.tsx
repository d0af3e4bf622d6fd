import type { ComponentChildren } from 'preact';
import { type Link, Page } from '../../../ui/index.ts';
import type { Look } from './look.ts';

interface EntryPageProps {
  readonly look: Look;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly breadcrumb?: readonly Link[] | undefined;
  readonly children?: ComponentChildren;
}

/** A page of this feature: the frame, what has just happened, what is wrong, then its own matter. */
export function EntryPage({ look, title, lead, breadcrumb, children }: EntryPageProps) {
  const { frame, visitor, notice, errors } = look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={title}
      heading={title}
      lead={lead}
      breadcrumb={breadcrumb}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      {children}
    </Page>
  );
}
