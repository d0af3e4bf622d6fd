import { z } from 'zod';

/** One mail to one person. Two mails with one `key` are the same mail: it is sent once. */
export const mailSchema = z.object({
  /** What it is about, for ever the same: `account-link-<id>`. */
  key: z.string().min(1).max(200),
  to: z.string().regex(/^[^\s<>,;:"()[\]\\]+@[^\s<>,;:"()[\]\\@]+$/, 'not one mail address'),
  subject: z.string().min(1),
  text: z.string().min(1),
  html: z.string().min(1),
  attachments: z
    .array(
      z.object({
        filename: z.string().min(1),
        contentType: z.string().min(1),
        /** Base64. */
        content: z.base64(),
      }),
    )
    .optional(),
});

export type Mail = z.output<typeof mailSchema>;
