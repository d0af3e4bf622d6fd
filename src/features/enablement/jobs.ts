import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { unseal } from '../../platform/hashing-tokens.ts';
import type { Recurring, Tasks } from '../../platform/jobs/index.ts';
import type { Logger } from '../../platform/log.ts';
import { mailLayout, type Postman } from '../../platform/mail/index.ts';
import type { Press } from '../../platform/pdf/index.ts';
import { accountById } from '../accounts/index.ts';
import { verifiedAddressesOf } from '../addresses/index.ts';
import { adhesionForm, adhesionFormName } from './adhesion-form.ts';
import { keepAdhesionForm, keptAdhesionForm } from './adhesion-form-store.ts';
import { recoveryCodeLetter, temporaryCodeLetter } from './code-messages.ts';
import { RECOVERY_MINUTES } from './code-recovery.ts';
import { isCurrentRecovery, MAIL_RECOVERY_TASK, SEALED_RECOVERY } from './code-recovery-store.ts';
import type { EnablementRequest } from './declared-data.ts';
import { type Engaged, endInactive } from './inactivity-store.ts';
import { codeToMail } from './mail-code-store.ts';
import { MAIL_CODE_TASK } from './request-store.ts';
import { SEALED_FOR } from './temporary-code.ts';

export interface EnablementJobsDeps {
  readonly database: Database;
  readonly press: Pick<Press, 'pressPdf'>;
  /** The mail goes straight to the server: the queue never holds the code in clear. */
  readonly postman: Pick<Postman, 'deliver'>;
  readonly secret: string;
  readonly publicUrl: string;
  /** The administration's name: it stands on the form and under the mail. */
  readonly administration: string;
  readonly now: Clock;
  readonly engaged: Engaged;
  readonly log: Logger;
}

const payloadSchema = z.object({
  requestId: z.string(),
  accountId: z.string(),
  sealed: z.string(),
  madeAt: z.coerce.date(),
});

const INACTIVITY_TASK = 'enablement.inactivity';

/** Once a day, at night. */
export const enablementRecurring: readonly Recurring[] = [{ task: INACTIVITY_TASK, cron: '41 2 * * *' }];

const recoverySchema = z.object({ accountId: z.string(), sealed: z.string(), askedAt: z.coerce.date() });

/** Mails temporary codes with the form to print; a form that cannot be made does not keep the code back. */
export function enablementJobs(deps: EnablementJobsDeps): Tasks {
  return {
    [MAIL_CODE_TASK]: async (payload) => {
      const { requestId, accountId, sealed, madeAt } = payloadSchema.parse(payload);
      const found = await codeToMail(deps.database, accountId, requestId, madeAt);
      const code = unseal(deps.secret, SEALED_FOR, accountId, Buffer.from(sealed, 'base64'));
      if (found === undefined || code === undefined) return;
      const { request, email, expiresAt, step } = found;
      const form = step === 'choose' ? undefined : await formFor(deps, request);
      const facts = { name: request.declaration.person.name, number: request.number, code, expiresAt, step };
      const { subject, paragraphs, link } = temporaryCodeLetter(facts, form !== undefined);
      await deps.postman.deliver({
        key: `temporary-code:${accountId}:${madeAt.getTime()}`,
        to: email,
        subject,
        ...mailLayout({
          paragraphs,
          link: { label: link.label, url: deps.publicUrl + link.href },
          signature: deps.administration,
        }),
        ...(form === undefined ? {} : { attachments: [attachment(request, form)] }),
      });
    },
    [INACTIVITY_TASK]: async () => {
      const counted = await endInactive(deps, deps.now());
      deps.log.info(counted, 'looked for who stays away');
    },
    [MAIL_RECOVERY_TASK]: async (payload) => mailRecovery(deps, recoverySchema.parse(payload)),
  };
}

/** To every proven address: who has lost one mailbox still reads the other. */
async function mailRecovery(deps: EnablementJobsDeps, payload: z.output<typeof recoverySchema>): Promise<void> {
  const { accountId, sealed, askedAt } = payload;
  const { database, secret, postman, publicUrl, administration } = deps;
  const code = unseal(secret, SEALED_RECOVERY, accountId, Buffer.from(sealed, 'base64'));
  const account = await accountById(database, accountId);
  if (code === undefined || account === undefined || !(await isCurrentRecovery(database, accountId, askedAt))) return;
  const expiresAt = new Date(askedAt.getTime() + RECOVERY_MINUTES * 60_000);
  const { subject, paragraphs, link } = recoveryCodeLetter(account.name, code, expiresAt);
  const body = mailLayout({
    paragraphs,
    link: { label: link.label, url: publicUrl + link.href },
    signature: administration,
  });
  for (const { id, address } of await verifiedAddressesOf(database, accountId)) {
    await postman.deliver({ key: `code-recovery:${id}:${askedAt.getTime()}`, to: address, subject, ...body });
  }
}

async function formFor(deps: EnablementJobsDeps, request: EnablementRequest): Promise<Uint8Array | undefined> {
  const kept = await keptAdhesionForm(deps.database, request.id);
  if (kept !== undefined) return kept;
  try {
    const { pdf } = await deps.press.pressPdf(adhesionForm(request, deps.administration));
    return await keepAdhesionForm(deps.database, request.id, pdf, deps.now());
  } catch (error) {
    deps.log.warn({ err: error, request: request.id }, 'the adhesion form could not be made; the mail goes without it');
    return undefined;
  }
}

function attachment(request: EnablementRequest, pdf: Uint8Array) {
  const content = Buffer.from(pdf).toString('base64');
  return { filename: adhesionFormName(request), contentType: 'application/pdf', content };
}
