import { Actions, type Frame, Instant, LinkButton, Page, type Visitor } from '../../../ui/index.ts';
import type { Message } from '../message.ts';

export function MessagePage({ frame, visitor, message }: { frame: Frame; visitor: Visitor | null; message: Message }) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`${message.subject} – Messaggi`}
      heading={message.subject}
      section="/messaggi"
      breadcrumb={[{ href: '/messaggi', label: 'Messaggi' }]}
    >
      <p>
        Ricevuto <Instant at={message.createdAt} />
      </p>
      {message.paragraphs.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
      {message.link && (
        <Actions>
          <LinkButton href={message.link.href}>{message.link.label}</LinkButton>
        </Actions>
      )}
    </Page>
  );
}
