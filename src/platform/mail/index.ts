import type { Db } from '../db/database.ts';
import { enqueue, type Task } from '../jobs/index.ts';
import { type Mail, mailSchema } from './mail.ts';
import type { Postman } from './postman.ts';

export { type Bounce, bouncesOf, hasComeBack } from './bounces.ts';
export { mailCommands } from './commands.ts';
export { mailLayout } from './layout.tsx';
export type { Mail } from './mail.ts';
export { createPostman, type Postman } from './postman.ts';

const taskName = 'mail.send';

/** Posts a mail with the transaction `tx`: it goes out if and only if that is committed. */
export async function postMail(tx: Db, mail: Mail): Promise<void> {
  await enqueue(tx, taskName, mailSchema.parse(mail), { key: `${taskName}:${mail.key}` });
}

/** The worker's side of {@link postMail}. */
export function mailTasks(postman: Postman): Readonly<Record<string, Task>> {
  return { [taskName]: (payload) => postman.deliver(mailSchema.parse(payload)) };
}
