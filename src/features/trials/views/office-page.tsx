import type { ComponentChildren } from 'preact';
import { Page } from '../../../ui/index.ts';
import type { Contest } from '../contest.ts';
import { HOME, paths } from '../office.ts';
import type { Look } from './look.ts';

interface OfficePageProps {
  readonly look: Look;
  readonly heading: string;
  /** The competition the page is about, and whether it is its own first page. */
  readonly contest?: Contest | undefined;
  readonly first?: boolean;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A page of the office's trials: the way back, whatever it shows. */
export function OfficePage({ look, heading, contest, first = false, lead, children }: OfficePageProps) {
  const up = contest === undefined || first ? [] : [{ href: paths.contest(contest.id), label: contest.title }];
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      section={HOME}
      title={contest === undefined || first ? `${heading} – Ufficio` : `${heading} – ${contest.title}`}
      heading={heading}
      lead={lead}
      width="wide"
      breadcrumb={contest === undefined ? [] : [{ href: HOME, label: 'Prove dei concorsi' }, ...up]}
      errors={look.errors}
      notice={look.notice === undefined ? undefined : { kind: 'info', text: look.notice }}
    >
      {children}
    </Page>
  );
}
