import { listenSmtp } from './smtp.ts';
import { openStore } from './store.ts';
import { listenWeb } from './web.ts';

export interface CatcherOptions {
  /** Where caught mails are kept. */
  readonly folder: string;
  /** 0 for any free one. */
  readonly smtpPort: number;
  readonly webPort: number;
  readonly now: () => Date;
}

export interface Catcher {
  readonly smtpUrl: string;
  readonly webUrl: string;
  close(): Promise<void>;
}

/** A real mail server for development and tests that shows what it was given instead of bringing it anywhere. */
export async function startCatcher({ folder, smtpPort, webPort, now }: CatcherOptions): Promise<Catcher> {
  const store = await openStore(folder);
  const smtp = await listenSmtp(store, smtpPort, now);
  const web = await listenWeb(store, webPort);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    webUrl: `http://127.0.0.1:${web.port}`,
    close: async () => {
      await Promise.all([smtp.close(), web.close()]);
    },
  };
}
