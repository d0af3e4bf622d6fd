import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Entrance } from '../features/accounts/index.ts';
import { CIE_PATH, type CieJobsDeps, type CieSettings, cieRoutes } from '../features/cie/index.ts';
import { comeIn, type DigitalIdentityDeps } from '../features/digital-identity/index.ts';
import type { Configuration } from '../platform/config/index.ts';
import { createOutlet } from '../platform/federation/index.ts';
import type { Route } from '../platform/http/index.ts';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).min(1) });
const marks = z.array(z.object({ id: z.string(), trust_mark: z.string() }));

const BITS = { development: 2048, production: 4096 } as const;

/** The routes of CIE by OpenID Connect; none where it is not set up. */
export function cieRoutesOf(configuration: Configuration, identity: DigitalIdentityDeps): Route[] {
  const settings = settingsOf(configuration);
  if (settings === undefined) return [];
  const { database, frame, secret, publicUrl, log } = identity;
  return cieRoutes({
    ...{ database, frame, secret, publicUrl, log, settings },
    outlet: createOutlet(settings),
    comeIn: (exchange, asserted, wish) => comeIn(identity, exchange, asserted, wish),
  });
}

/** What its jobs are made with. */
export function cieJobsDeps(
  configuration: Configuration,
  parts: Pick<CieJobsDeps, 'database' | 'log' | 'now'>,
): CieJobsDeps | undefined {
  const settings = settingsOf(configuration);
  const { secret, publicUrl } = configuration;
  return settings && { ...parts, secret, publicUrl, settings, outlet: createOutlet(settings) };
}

/** Of the two protocols CIE speaks people see one way in: where OpenID Connect is set up, that one. */
export function cieEntrance(entrances: readonly Entrance[], { cieFederation }: Configuration): Entrance[] {
  if (cieFederation === null) return [...entrances];
  const own: Entrance = { kind: 'cie', label: 'Entra con CIE', href: `${CIE_PATH}/login` };
  const others = entrances.filter(({ kind }) => kind !== 'cie');
  const place = others.findIndex(({ kind }) => kind !== 'spid');
  return others.toSpliced(place === -1 ? others.length : place, 0, own);
}

function settingsOf(configuration: Configuration): CieSettings | undefined {
  const { cieFederation, environment, administrationName: organization } = configuration;
  if (cieFederation === null) return undefined;
  const { provider, trustAnchor, anchorKeysFile, marksFile, contact, level, moreHosts } = cieFederation;
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  return {
    provider,
    anchor: { id: trustAnchor, keys: keySet.parse(read(anchorKeysFile)).keys },
    hosts: [new URL(provider).host, new URL(trustAnchor).host, ...moreHosts],
    loopback: environment === 'development',
    level,
    contact,
    organization,
    marks: marksFile === null ? [] : marks.parse(read(marksFile)),
    keyBits: BITS[environment],
  };
}
