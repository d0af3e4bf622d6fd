import { type Definition, HERE, withSchoolSections } from '../../../../engines/procedure/index.ts';
import type { ScoringPack } from '../../../../engines/scoring/index.ts';
import { formatPoints } from '../../../../kernel/points.ts';
import type { Frame, Visitor } from '../../../../ui/index.ts';
import { Page, Table } from '../../../../ui/index.ts';
import type { Release } from '../../release.ts';
import { itemRules } from '../../table-words.ts';
import { Doubt } from '../../views/doubt.tsx';
import { SectionRules } from '../../views/rules-questions.tsx';
import { Ranking } from '../../views/rules-scoring.tsx';
import type { PublishedDocument } from '../document.ts';

interface SchoolPageProps {
  frame: Frame;
  visitor: Visitor | null;
  release: Release;
  /** As it was asked for: an institute, or one of its sites. */
  code: string;
  document: PublishedDocument;
}

/** What one school asks and how it chooses, made from the same document that orders the applications. */
export function SchoolPage({ frame, visitor, release, code, document }: SchoolPageProps) {
  const { definition, procedureId } = release;
  const home = `/procedure/${procedureId}`;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={`${document.name} – ${definition.title}`}
      heading={document.name}
      lead={`Che cosa chiede e come sceglie. Codice ${code}.`}
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
        { href: home, label: definition.title },
        { href: `${home}/scuole`, label: 'I criteri delle scuole' },
      ]}
    >
      <SchoolDocumentPart release={release} document={document} />
    </Page>
  );
}

/** What a school decided, made from the same document that orders the applications. */
export function SchoolDocumentPart({ release, document }: Pick<SchoolPageProps, 'release' | 'document'>) {
  const { definition } = release;
  const whole = document.section === null ? definition : withSchoolSections(definition, [document.section]);
  const pack = { ...(document.scoring ?? withoutPoints(document, definition)), ranking: [...document.order] };
  return (
    <>
      <p>
        Lo ha deciso il consiglio di istituto: {document.act}. I criteri contano solo dove le domande sono più dei
        posti; l’ordine di arrivo non conta.
      </p>
      <h2 id="posti">I posti</h2>
      <Places document={document} />
      {document.section !== null && (
        <>
          <h2 id="domande">Che cosa chiede</h2>
          <SectionRules definition={whole} section={whole.sections.find(({ id }) => id === HERE) ?? document.section} />
        </>
      )}
      <h2 id="criteri">Chi viene prima</h2>
      <Points definition={whole} pack={pack} />
      <Ranking definition={whole} pack={pack} />
      <p class="text-secondary">
        Impronta di questi criteri: <code>{document.digest.slice(0, 16)}</code>. È scritta anche nella domanda
        inoltrata.
      </p>
    </>
  );
}

function Places({ document: { places } }: { document: PublishedDocument }) {
  return (
    <Table
      caption="Posti per classe, orario o indirizzo"
      captionHidden
      cards={false}
      columns={[
        { label: 'Classe, orario o indirizzo', heading: true, cell: ({ label }) => label },
        { label: 'Posti', figures: true, cell: ({ seats }) => String(seats) },
      ]}
      rows={places}
    />
  );
}

function Points({ definition, pack }: { definition: Definition; pack: ScoringPack }) {
  const items = Object.values(pack.tables).flatMap(({ sections }) => sections.flatMap((section) => section.items));
  if (items.length === 0) return <p>La scuola non dà punti: guarda i criteri uno dopo l’altro.</p>;
  return (
    <Table
      caption="Punti"
      captionHidden
      columns={[
        {
          label: 'Criterio',
          heading: true,
          cell: ({ item }) => (
            <>
              {item.label}
              <Doubt of={item.uncertain} />
            </>
          ),
        },
        { label: 'Vale se', cell: ({ when }) => when ?? 'sempre' },
        {
          label: 'Punti',
          figures: true,
          cell: ({ item: { rule } }) => (rule.kind === 'each' ? formatPoints(rule.points) : ''),
        },
      ]}
      rows={itemRules(definition, pack, items)}
    />
  );
}

/** Names to read the order by, where no points are given. */
function withoutPoints({ school, name, act }: PublishedDocument, { id }: Definition): ScoringPack {
  const positions = { single: { key: school, label: name }, tables: [] };
  return { id, norm: act, relations: {}, positions, facts: [], tables: {}, quotas: [] };
}
