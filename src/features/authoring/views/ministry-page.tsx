import type { ComponentChildren } from 'preact';
import { Page } from '../../../ui/index.ts';
import { HOME, paths } from '../paths.ts';
import type { Look } from './look.ts';

interface MinistryPageProps {
  readonly look: Look;
  readonly heading: string;
  /** The procedure this page is about. */
  readonly procedure?: string | undefined;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A page of the editors: the way back to the procedure and to the list, whatever it shows. */
export function MinistryPage({ look, heading, procedure, lead, children }: MinistryPageProps) {
  const up = procedure === undefined ? [] : [{ href: paths.procedure(procedure), label: procedure }];
  const here = heading === procedure;
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section={HOME}
      title={procedure === undefined || here ? heading : `${heading} – ${procedure}`}
      heading={heading}
      lead={lead}
      width="wide"
      breadcrumb={heading === 'Procedure' ? [] : [{ href: HOME, label: 'Procedure' }, ...(here ? [] : up)]}
      errors={look.errors}
      notice={look.notice === undefined ? undefined : { kind: 'info', text: look.notice }}
    >
      {children}
    </Page>
  );
}
