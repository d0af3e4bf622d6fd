export { inboxOf } from './inbox.ts';
export { notificationJobs } from './jobs.ts';
export type { MessageHead } from './message.ts';
export { messagesOf, notify, notifyAll, sendMail, unreadCount } from './message-store.ts';
export { notificationRoutes } from './routes.tsx';
