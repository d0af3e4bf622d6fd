import type { Database } from '../../platform/db/database.ts';
import { absent, page, type Route, signedIn } from '../../platform/http/index.ts';
import { type Frame, renderPage, visitorOf } from '../../ui/index.ts';
import { inboxOf } from './inbox.ts';
import { countMessages, messagesOf, readMessage } from './message-store.ts';
import { InboxPage } from './views/inbox-page.tsx';
import { MessagePage } from './views/message-page.tsx';

export interface NotificationRoutesDeps {
  readonly database: Database;
  readonly frame: Frame;
}

const PAGE = 20;

/** The inbox: one's own messages and nobody else's. */
export function notificationRoutes({ database, frame }: NotificationRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/messaggi',
      policy: { who: 'signed-in', acting: true },
      handle: signedIn(async (exchange) => {
        const inbox = inboxOf(exchange.visitor);
        const { all, unread } = await countMessages(database, inbox);
        const pages = Math.max(1, Math.ceil(all / PAGE));
        const number = Math.min(pageAsked(exchange.query['pagina']), pages - 1);
        const messages = await messagesOf(database, inbox, number, PAGE);
        const visitor = visitorOf(exchange);
        return page(renderPage(<InboxPage {...{ frame, visitor, messages, unread, page: number, pages }} />));
      }),
    },
    {
      method: 'GET',
      path: '/messaggi/:id',
      policy: { who: 'signed-in', object: 'own-message', acting: true },
      handle: signedIn(async (exchange) => {
        const inbox = inboxOf(exchange.visitor);
        const message = await readMessage(database, inbox, exchange.params['id'] ?? '', exchange.arrivedAt);
        if (message === undefined) return absent();
        return page(renderPage(<MessagePage {...{ frame, visitor: visitorOf(exchange), message }} />));
      }),
    },
  ];
}

/** Counted from 0; whatever was asked. */
function pageAsked(text: string | undefined): number {
  return /^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) - 1 : 0;
}
