import { type Frame, Instant, Page, Pager, StateTag, Table, type Visitor } from '../../../ui/index.ts';
import type { MessageHead } from '../message.ts';

interface InboxPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly messages: readonly MessageHead[];
  readonly unread: number;
  readonly page: number;
  readonly pages: number;
}

export function InboxPage({ frame, visitor, messages, unread, page, pages }: InboxPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={page === 0 ? 'Messaggi' : `Messaggi, pagina ${page + 1}`}
      heading="Messaggi"
      section="/messaggi"
      lead={leadOf(unread)}
      width="wide"
    >
      <Table
        caption="Messaggi ricevuti, dal più recente"
        captionHidden
        empty="Non hai messaggi. Qui trovi una copia di quello che ti scriviamo per e-mail."
        rows={messages}
        columns={[
          {
            label: 'Oggetto',
            heading: true,
            cell: ({ id, subject }) => <a href={`/messaggi/${id}`}>{subject}</a>,
          },
          { label: 'Ricevuto', cell: ({ createdAt }) => <Instant at={createdAt} /> },
          {
            label: 'Stato',
            cell: ({ read }) => (read ? 'Letto' : <StateTag tone="info">Da leggere</StateTag>),
          },
        ]}
      />
      {pages > 1 && <Pager page={page + 1} pages={pages} hrefOf={(number) => `/messaggi?pagina=${number}`} />}
    </Page>
  );
}

function leadOf(unread: number): string {
  if (unread === 0) return 'Li hai letti tutti.';
  return unread === 1 ? 'Hai un messaggio da leggere.' : `Hai ${unread} messaggi da leggere.`;
}
