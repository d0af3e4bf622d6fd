import { uuidv7 } from 'uuidv7';
import { gaps, officeOf } from '../engines/procedure/index.ts';
import { contextFor } from '../features/applications/index.ts';
import { createFilingRegistrar, file, officeAt } from '../features/filings/index.ts';
import { type InventedApplication, type Pack, packDigest } from '../features/procedures/index.ts';
import { createRegistry } from '../features/registry/index.ts';
import type { Database } from '../platform/db/database.ts';
import { lookupsFor } from './lookups.ts';

const DAY = 86_400_000;

/** Somebody with an invented application, whose account and draft are kept. */
export interface InventedPerson extends InventedApplication {
  readonly accountId: string;
  readonly applicationId: string;
  /** Who files; without one, the same for everybody. */
  readonly as?: typeof APPLICANT;
}

/** Decides over invented applications by the rules of the portal as they come in, and the register they go to. */
export function filingDesk(database: Database, pack: Pack, now: Date) {
  const registry = createRegistry(database);
  const lookups = lookupsFor(database, registry);
  const { definition } = pack;
  const release = { digest: packDigest(pack), procedureId: definition.id, definition };
  const window = { opensAt: new Date(now.getTime() - DAY), closesAt: new Date(now.getTime() + DAY) };
  const prerequisites = (definition.prerequisites ?? []).map(({ procedure }) => procedure);
  const decide = async ({ answers, applicant, today, accountId, applicationId, as }: InventedPerson) => {
    const filed = [...(applicant?.filed ?? []), ...prerequisites];
    const context = await contextFor(lookups, definition, answers, { today, applicant: { ...applicant, filed } });
    const address = officeOf(definition, answers, context);
    return file({
      filingId: uuidv7(),
      draft: {
        applicationId,
        ...{ edition: 1, version: 1, answers },
        missing: () => gaps(definition, answers, context),
      },
      shownVersion: 1,
      release,
      window,
      context,
      applicant: { ...(as ?? APPLICANT), accountId },
      delegate: null,
      enabled: true,
      office: address && (await officeAt(registry, address)),
      administration: 'Prova generale',
      lastFiledEdition: 0,
      arrivedAt: now,
    });
  };
  return { registrar: createFilingRegistrar(database), decide };
}

const APPLICANT = {
  fiscalCode: 'PRVNNA85C47F205X',
  surname: 'Prova',
  name: 'Anna',
  birthDate: '1985-03-07',
  sex: 'F',
  birthPlaceCode: 'F205',
  birthPlace: 'Milano',
  email: 'anna@example.it',
};

/** As a filing confirmed with the personal code of somebody identified at a desk. */
export function validityAt(now: Date) {
  const at = now.toISOString();
  return {
    ground: 'identity-check-and-personal-code' as const,
    identityCheck: { id: uuidv7(), at, office: 'Prova generale' },
    codeVerifiedAt: at,
    sessionId: uuidv7(),
    requestId: uuidv7(),
  };
}
