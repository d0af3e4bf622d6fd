/** What is said, in a mail or in the inbox: plain sentences, and at most one thing to do. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** A path of the portal. */
  readonly link?: { readonly href: string; readonly label: string } | undefined;
}

/** A message to somebody with an account: it stays in their inbox and goes out by mail. */
export interface Notification extends Letter {
  readonly accountId: string;
  /** What happened, e.g. `filing.receipt`. */
  readonly kind: string;
  /** The same for ever for the same event: however often it is told, one message and one mail come of it. */
  readonly key: string;
  /** What the mail carries besides the words; fetched when the mail is written. */
  readonly attachmentsFrom?: AttachmentSource | undefined;
}

export interface AttachmentSource {
  readonly kind: string;
  readonly id: string;
}

/** A message as its owner reads it. */
export interface Message extends Letter {
  readonly id: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface MessageHead {
  readonly id: string;
  readonly subject: string;
  readonly createdAt: Date;
  readonly read: boolean;
}

/** A mail to an address, for who has no account yet, or for what must not stay in an inbox. */
export interface MailToAddress extends Letter {
  readonly to: string;
  readonly key: string;
}
