import { accountById, accountJobs, accountRecurring, mailAddressOf } from '../features/accounts/index.ts';
import { addressJobs } from '../features/addresses/index.ts';
import { applicationJobs } from '../features/applications/index.ts';
import { cieJobs, cieRecurring } from '../features/cie/index.ts';
import { delegationJobs, delegationRecurring } from '../features/delegations/index.ts';
import { digitalIdentityJobs, digitalIdentityRecurring } from '../features/digital-identity/index.ts';
import { enablementJobs, enablementRecurring } from '../features/enablement/index.ts';
import {
  applicantFacts,
  editionStatus,
  FILED_EDITION,
  filedAnswers,
  filingJobs,
  receiptAttachment,
} from '../features/filings/index.ts';
import { notificationJobs } from '../features/notifications/index.ts';
import { personalDataJobs, personalDataRecurring } from '../features/personal-data/index.ts';
import { createRegistry } from '../features/registry/index.ts';
import { secondFactorJobs, secondFactorRecurring } from '../features/second-factors/index.ts';
import { ssoJobs, ssoRecurring } from '../features/sso/index.ts';
import { trialJobs } from '../features/trials/index.ts';
import { systemClock } from '../platform/clock.ts';
import type { Configuration } from '../platform/config/index.ts';
import type { Database } from '../platform/db/database.ts';
import { housekeepingTasks, housekeepingTimes } from '../platform/housekeeping.ts';
import type { Recurring, Tasks } from '../platform/jobs/index.ts';
import type { Logger } from '../platform/log.ts';
import { mailTasks, type Postman } from '../platform/mail/index.ts';
import type { Press } from '../platform/pdf/index.ts';
import { cieJobsDeps } from './cie.ts';
import { engaged } from './engaged.ts';
import { limitsOf } from './limits.ts';
import { lookupsFor } from './lookups.ts';

export interface TaskDeps {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly postman: Postman;
  readonly press: Press;
  readonly log: Logger;
}

/** Every kind of work the worker does. */
export function tasks({ configuration, database, postman, press, log }: TaskDeps): Tasks {
  const { secret, publicUrl, passwordExpiry, administrationName: administration } = configuration;
  const { localCredentials } = configuration.digitalIdentity;
  const now = systemClock;
  const lookups = lookupsFor(database, createRegistry(database));
  return {
    ...mailTasks(postman),
    ...housekeepingTasks(database, log),
    ...accountJobs({ database, secret, limits: limitsOf(configuration), passwordExpiry, localCredentials, now }),
    ...addressJobs({ database, secret, personOf: accountById, now }),
    ...secondFactorJobs({ database, now }),
    ...personalDataJobs({ database, now }),
    ...digitalIdentityJobs({ database, settings: configuration.digitalIdentity, log, now }),
    ...cieJobs(cieJobsDeps(configuration, { database, log, now })),
    ...enablementJobs({ database, press, postman, secret, publicUrl, administration, now, log, engaged }),
    ...ssoJobs({
      database,
      secret,
      publicUrl,
      limits: limitsOf(configuration),
      internalHosts: configuration.ssoInternalHosts,
      log,
      now,
    }),
    ...delegationJobs({ database, now }),
    ...applicationJobs({
      ...{ database, latestFiling: editionStatus, filedAnswers, applicantFacts, filedEdition: FILED_EDITION, now },
    }),
    ...filingJobs({ database, press, lookups }),
    ...trialJobs({ database, now }),
    ...notificationJobs({
      database,
      publicUrl,
      signature: administration,
      addressOf: mailAddressOf,
      attachments: async (db, { kind, id }) => {
        if (kind !== 'receipt') throw new Error(`no files of kind ${kind}`);
        return receiptAttachment(db, id);
      },
    }),
  };
}

/** And what of it the clock asks for. */
export const recurring: readonly Recurring[] = [
  ...housekeepingTimes,
  ...accountRecurring,
  ...ssoRecurring,
  ...secondFactorRecurring,
  ...personalDataRecurring,
  ...delegationRecurring,
  ...digitalIdentityRecurring,
  ...cieRecurring,
  ...enablementRecurring,
];
