import type { ComponentChildren } from 'preact';
import { type FieldError, type Frame, type Link, Notice, Page, profileLink, type Visitor } from '../../../ui/index.ts';

/** What every page of this feature is given besides its own matter. */
export interface Look {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly csrf: string;
  /** Left by the page that sent the browser here. */
  readonly notice: string | undefined;
  readonly errors: readonly FieldError[];
}

interface FactorPageProps {
  readonly look: Look;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly help?: ComponentChildren;
  readonly breadcrumb?: readonly Link[] | undefined;
  /** Something no field is to blame for: a pause, a passkey that was not accepted. */
  readonly trouble?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Where the pages about one's own factors stand. */
export const TRAIL: readonly Link[] = [profileLink];
export const DEEPER: readonly Link[] = [
  ...TRAIL,
  { href: '/profilo/secondo-fattore', label: 'Verifica in due passaggi' },
];

export function FactorPage({ look, title, lead, help, breadcrumb, trouble, children }: FactorPageProps) {
  const { frame, visitor, errors, notice } = look;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={title}
      heading={title}
      breadcrumb={breadcrumb}
      errors={errors}
      notice={notice === undefined ? undefined : { kind: 'success', text: notice }}
      lead={lead}
      help={help}
      asideTitle="Serve aiuto?"
    >
      {trouble !== undefined && (
        <Notice kind="warning" announced>
          {trouble}
        </Notice>
      )}
      {children}
    </Page>
  );
}
