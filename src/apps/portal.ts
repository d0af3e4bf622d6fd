import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import {
  accountById,
  accountRoutes,
  birthPlacesOf,
  createLetIn,
  dropParked,
  endSessionsOf,
  identifier,
  park,
  parkedForm,
  takeParked,
} from '../features/accounts/index.ts';
import { addressRoutes } from '../features/addresses/index.ts';
import { admissionRoutes } from '../features/admissions/index.ts';
import { applicationRoutes, peopleInside } from '../features/applications/index.ts';
import { authoringRoutes } from '../features/authoring/index.ts';
import { acting, delegationRoutes, holdDelegation } from '../features/delegations/index.ts';
import { deskRoutes } from '../features/desk/index.ts';
import { digitalIdentityRoutes, samlEntrances } from '../features/digital-identity/index.ts';
import { dossierRoutes } from '../features/dossier/index.ts';
import { enablementRoutes } from '../features/enablement/index.ts';
import {
  applicantFacts,
  createFilingRegistrar,
  editionStatus,
  FILED_EDITION,
  filedAnswers,
  filedApplication,
  filingRoutes,
  standingFilings,
  twinFor,
} from '../features/filings/index.ts';
import { homeRoutes, readGuides, TroublePage } from '../features/home/index.ts';
import { notificationRoutes } from '../features/notifications/index.ts';
import { CLOSING_PATH, IS_CLOSING, personalDataRoutes } from '../features/personal-data/index.ts';
import { procedureRoutes } from '../features/procedures/index.ts';
import { createRegistry } from '../features/registry/index.ts';
import { reviewRoutes } from '../features/review/index.ts';
import { PASSKEY_ENTRANCE, secondFactorRoutes } from '../features/second-factors/index.ts';
import { oneSignOn } from '../features/sso/index.ts';
import { trialRoutes } from '../features/trials/index.ts';
import type { AssetManifest } from '../platform/assets/manifest.ts';
import type { Clock } from '../platform/clock.ts';
import type { Configuration } from '../platform/config/index.ts';
import type { Database } from '../platform/db/database.ts';
import { DatabaseGone } from '../platform/db/gone.ts';
import { createHasher, type Hasher } from '../platform/hashing.ts';
import { createStrength } from '../platform/hashing-strength.ts';
import { home } from '../platform/home.ts';
import type { Route } from '../platform/http/index.ts';
import { buildServer, page } from '../platform/http/index.ts';
import type { Logger } from '../platform/log.ts';
import type { Press } from '../platform/pdf/index.ts';
import { relyingPartyOf } from '../platform/webauthn.ts';
import { type Frame, galleryPage, namedVisitor, renderPage } from '../ui/index.ts';
import { cieEntrance, cieRoutesOf } from './cie.ts';
import { dossierDeps } from './dossier.ts';
import { identityDepsOf, localCredentialRules } from './identities.ts';
import { agingOf, limitsOf } from './limits.ts';
import { lookupsFor } from './lookups.ts';
import { version } from './version.ts';

export interface PortalParts {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly press: Press;
  readonly assets: AssetManifest;
  readonly assetsDirectory: string;
  readonly log: Logger;
  readonly now: Clock;
  /** Hashes passwords and codes; without one, as strongly as the product does. */
  readonly hasher?: Hasher;
}

/** The web server with every feature's routes. */
export async function openPortal(parts: PortalParts): Promise<FastifyInstance> {
  const { configuration, database, log, now } = parts;
  const { secret, publicUrl } = configuration;
  const frame = frameOf(parts);
  await signOn(parts).prepare();
  return buildServer({
    routes: portalRoutes(parts),
    mounts: [signOn(parts).mount],
    secret,
    publicUrl,
    log,
    now,
    identify: identifier(database, limitsOf(configuration), agingOf(configuration, database), acting),
    troublePage: ({ kind, requestId, visitor, csrf, held }) =>
      renderPage(
        TroublePage({
          frame,
          kind,
          requestId,
          held,
          visitor: visitor && namedVisitor(visitor, csrf),
        }),
      ),
    park: (accountId, parked) => park(database, secret, { ...parked, accountId }, now()),
    parked: (token, accountId) => parkedForm(database, secret, token, accountId, now()),
    dropParked: (token, accountId) => dropParked(database, token, accountId),
    isDatabaseGone: (error) => error instanceof DatabaseGone,
    assetsDirectory: parts.assetsDirectory,
  });
}

/** Every route of the portal, with its policy: what the access test is generated from. */
export function portalRoutes(parts: PortalParts): Route[] {
  const { configuration, database, press, now } = parts;
  const { secret, publicUrl, administrationName: administration, environment } = configuration;
  const frame = frameOf(parts);
  const registry = createRegistry(database);
  const { hasher = createHasher() } = parts;
  const lookups = lookupsFor(database, registry);
  return [
    ...homeRoutes({ database, frame, guides: readGuides(join(home, 'guides'), frame.installation) }),
    ...procedureRoutes({ database, frame, publicUrl, applicantFacts }),
    ...wayIn({ ...parts, hasher }, frame, registry),
    ...personalDataRoutes({ database, frame, hasher }),
    ...notificationRoutes({ database, frame }),
    ...enablementRoutes({ database, registry, hasher, press, secret, frame }),
    ...deskRoutes({ database, frame }),
    ...dossierRoutes(dossierDeps(database, frame, lookups)),
    ...applicationRoutes({
      database,
      frame,
      lookups,
      latestFiling: editionStatus,
      filedEdition: FILED_EDITION,
      filedAnswers,
      standingFilings,
      filedUnder: filedApplication,
      holdDelegation,
      applicantFacts,
      twinFor,
      takeParked: ({ cookie, visitor, arrivedAt }) =>
        takeParked(
          database,
          secret,
          cookie('parked') ?? '',
          visitor.delegation?.delegateAccountId ?? visitor.accountId,
          arrivedAt,
        ),
    }),
    ...delegationRoutes({ database, frame, hasher, now }),
    ...filingRoutes({
      database,
      frame,
      secret,
      administration,
      registrar: createFilingRegistrar(database),
      hasher,
      lookups,
      registry,
      now,
    }),
    ...reviewRoutes({ database, frame, lookups }),
    ...admissionRoutes({ database, frame, registry, lookups }),
    ...trialRoutes({ database, frame, lookups, publicUrl }),
    ...authoringRoutes({
      database,
      frame,
      lookups,
      inside: (db, procedureId) => peopleInside(db, procedureId, FILED_EDITION),
    }),
    ...signOn(parts).routes,
    ...(environment === 'development' ? [galleryRoute(frame)] : []),
  ];
}

/** Everything about who somebody is: registering, coming in, addresses, second factors. */
function wayIn(
  parts: PortalParts & { hasher: Hasher },
  frame: Frame,
  registry: ReturnType<typeof createRegistry>,
): Route[] {
  const { configuration, database, hasher } = parts;
  const { secret, publicUrl, linkHours } = configuration;
  const limits = limitsOf(configuration);
  const aging = agingOf(configuration, database);
  // Who has asked to close the account is shown at every entry how to keep it.
  const before = { path: CLOSING_PATH, sql: IS_CLOSING };
  const letIn = createLetIn({ database, before, othersCome: () => hasher.waiting() > 0 });
  const relyingParty = relyingPartyOf(publicUrl, frame.installation.name);
  const identityDeps = identityDepsOf(parts, frame);
  const { mayUsePasskey, ...passwords } = localCredentialRules(parts);
  return [
    ...accountRoutes({
      database,
      frame,
      hasher,
      guessing: createStrength(configuration.dataDir ?? undefined),
      birthPlaces: birthPlacesOf(registry),
      secret,
      linkHours,
      limits,
      aging,
      before,
      letIn,
      entrances: () => [
        ...cieEntrance(samlEntrances(identityDeps), configuration),
        ...(relyingParty.possible ? [PASSKEY_ENTRANCE] : []),
      ],
      ...passwords,
    }),
    ...addressRoutes({ database, frame, secret, linkHours, personOf: accountById, endSessions: endSessionsOf }),
    ...secondFactorRoutes({ database, frame, secret, relyingParty, aging, before, letIn, mayUsePasskey }),
    ...digitalIdentityRoutes(identityDeps),
    ...cieRoutesOf(configuration, identityDeps),
  ];
}

/** The OpenID provider with its pages, made once for each portal. */
function signOn(parts: PortalParts): ReturnType<typeof oneSignOn> {
  const known = signOns.get(parts);
  if (known !== undefined) return known;
  const { configuration, database, log, now } = parts;
  const made = oneSignOn({
    database,
    log,
    now,
    frame: frameOf(parts),
    secret: configuration.secret,
    publicUrl: configuration.publicUrl,
    limits: limitsOf(configuration),
    internalHosts: configuration.ssoInternalHosts,
    development: configuration.environment === 'development',
  });
  signOns.set(parts, made);
  return made;
}

const signOns = new WeakMap<PortalParts, ReturnType<typeof oneSignOn>>();

function frameOf({ configuration, assets }: PortalParts): Frame {
  return {
    installation: {
      name: 'Polis – Istanze OnLine',
      administration: configuration.administrationName,
      testEnvironment: configuration.environment === 'development',
      digitalOnly: !configuration.digitalIdentity.localCredentials,
      release: version,
      mailSender: configuration.mailFrom,
    },
    assets,
  };
}

function galleryRoute(frame: Frame): Route {
  const html = renderPage(galleryPage(frame));
  return { method: 'GET', path: '/_ui', policy: { who: 'anyone' }, handle: async () => page(html) };
}
