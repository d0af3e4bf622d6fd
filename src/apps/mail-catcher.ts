/** The mail server of development: `mail-catcher FOLDER SMTP-PORT WEB-PORT`. */
import { systemClock } from '../platform/clock.ts';
import { startCatcher } from '../platform/mail/catcher/index.ts';

const [folder, smtpPort, webPort] = process.argv.slice(2);
if (folder === undefined || smtpPort === undefined || webPort === undefined) {
  process.stderr.write('usage: mail-catcher FOLDER SMTP-PORT WEB-PORT\n');
  process.exit(2);
}
const catcher = await startCatcher({ folder, smtpPort: Number(smtpPort), webPort: Number(webPort), now: systemClock });
const end = () => {
  void catcher.close().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, end);
process.send?.('ready');
