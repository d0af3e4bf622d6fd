/** The program that does what can wait: mails, documents, seals. As many of them may run as one likes. */
import { connect } from '../platform/db/database.ts';
import { startWorker } from '../platform/jobs/index.ts';
import { createPostman } from '../platform/mail/index.ts';
import { createPress } from '../platform/pdf/index.ts';
import { runProgram } from '../platform/program.ts';
import { recurring, tasks } from './tasks.ts';

await runProgram('worker', async (configuration, log) => {
  const { databaseUrl, smtpUrl, mailFrom, bounceAddress, secret } = configuration;
  const database = connect(databaseUrl, { name: 'polis worker tasks' });
  const returns = bounceAddress === null ? undefined : { box: bounceAddress, secret };
  const postman = createPostman({ database, smtpUrl, from: mailFrom, returns, log });
  const press = createPress();
  const worker = startWorker({
    databaseUrl,
    database,
    tasks: tasks({ configuration, database, postman, press, log }),
    recurring,
    log,
  });
  log.info('working');
  return {
    stop: async () => {
      await worker.stop();
      press.close();
      postman.close();
      await database.close();
    },
  };
});
