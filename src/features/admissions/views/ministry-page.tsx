import type { ComponentChildren } from 'preact';
import { Page } from '../../../ui/index.ts';
import type { Release } from '../../procedures/index.ts';
import { HOME, paths } from '../paths.ts';
import type { Look } from './look.ts';

interface MinistryPageProps {
  readonly look: Look;
  readonly heading: string;
  /** The procedure above this page, where it is not the page's own. */
  readonly up?: Release | undefined;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A page of the admissions in the ministry's area: the way back, whatever it shows. */
export function MinistryPage({ look, heading, up, lead, children }: MinistryPageProps) {
  const { frame, visitor, notice, errors } = look;
  const crumbs = [
    { href: '/ministero', label: 'Procedure' },
    { href: HOME, label: 'Ammissioni' },
    ...(up === undefined ? [] : [{ href: paths.procedure(up.procedureId), label: up.definition.title }]),
  ];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/ministero"
      title={`${heading} – Ammissioni`}
      heading={heading}
      lead={lead}
      width="wide"
      breadcrumb={crumbs}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      {children}
    </Page>
  );
}
