export { type NotificationJobsDeps, notificationJobs } from './jobs.ts';
export type { AttachmentSource, Letter, MailToAddress, Message, MessageHead, Notification } from './message.ts';
export { messagesOf, notify, sendMail, unreadCount } from './message-store.ts';
export { type NotificationRoutesDeps, notificationRoutes } from './routes.tsx';
