import { EUROPEAN_SET, OWN_SET, type Profile, type ServiceProvider } from '../../engines/spid/index.ts';
import type { DigitalIdentitySettings } from '../../platform/config/index.ts';

/** Who the portal is, as every federation hears it. */
export interface Installation {
  readonly publicUrl: string;
  readonly administration: string;
}

/** What we say of ourselves to this federation; `certificate` in base64, without headers. */
export function serviceProviderOf(
  profile: Profile,
  settings: DigitalIdentitySettings,
  { publicUrl, administration }: Installation,
  certificate: string,
): ServiceProvider {
  const { contact, ipaCode, seat, serviceName, europeanProvider } = settings;
  return {
    profile,
    entityId: entityIdOf(profile, settings, publicUrl),
    consumerUrl: consumerUrlOf(profile, publicUrl),
    logoutUrl: `${publicUrl}/${profile}/slo`,
    organization: { name: administration, displayName: serviceName, url: publicUrl },
    ipaCode,
    municipality: seat.municipality,
    contact,
    certificates: [certificate],
    europe: profile === 'spid' && europeanProvider !== null,
  };
}

/** Our name in the federation: what is configured, or where the metadata stand. */
export function entityIdOf(profile: Profile, settings: DigitalIdentitySettings, publicUrl: string): string {
  return settings[profile].entityId ?? `${publicUrl}/${profile}/metadata`;
}

export function consumerUrlOf(profile: Profile, publicUrl: string): string {
  return `${publicUrl}/${profile}/acs`;
}

/** The European gateway is one of the providers of SPID; what comes from it is somebody of another state. */
export function methodOf(profile: Profile, provider: string, settings: DigitalIdentitySettings) {
  if (profile === 'cie') return 'cie';
  return provider === settings.europeanProvider ? 'eidas' : 'spid';
}

/** What to ask of this provider, and what an answer must at least contain. */
export function wishesOf(profile: Profile, provider: string, settings: DigitalIdentitySettings) {
  const european = methodOf(profile, provider, settings) === 'eidas';
  const required = european ? ['spidCode', 'name', 'familyName'] : ['fiscalNumber', 'name', 'familyName'];
  return { attributeSet: european ? EUROPEAN_SET : OWN_SET, required };
}
