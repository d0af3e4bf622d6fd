import type { Frame, Visitor } from '../../../ui/index.ts';
import { Page, Prose } from '../../../ui/index.ts';
import type { Guide } from '../guide.ts';

interface GuideListPageProps {
  frame: Frame;
  visitor: Visitor | null;
  guides: readonly Guide[];
}

/** All guides. */
export function GuideListPage({ frame, visitor, guides }: GuideListPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/guide"
      title="Guide"
      heading="Guide"
      lead="Brevi, nell’ordine in cui servono."
    >
      <ul class="link-list">
        {guides.map((guide) => (
          <li key={guide.name}>
            <a href={`/guide/${guide.name}`}>{guide.title}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** One text: a guide, the page of assistance, a legal notice. */
export function TextPage({
  frame,
  visitor,
  text,
  section,
}: {
  frame: Frame;
  visitor: Visitor | null;
  text: Guide;
  section?: string;
}) {
  const breadcrumb =
    section === '/guide'
      ? [
          { href: '/', label: 'Inizio' },
          { href: '/guide', label: 'Guide' },
        ]
      : [{ href: '/', label: 'Inizio' }];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={text.title}
      heading={text.title}
      breadcrumb={breadcrumb}
      section={section}
    >
      <Prose markdown={text.markdown} level={1} />
    </Page>
  );
}
