import { regionsOf } from './regions.ts';
import type { Office, Province } from './school.ts';

/** Code of the regional school office of a region, by the region's own code. */
export function regionalOfficeCode(region: string): string {
  return `USR-${region}`;
}

/** One regional school office for each region; those of the autonomous provinces and of Aosta are not the Ministry's. */
export function regionalOffices(provinces: readonly Province[]): readonly Office[] {
  return regionsOf(provinces.filter(({ autonomous }) => !autonomous)).map(({ code, name }) => ({
    code: regionalOfficeCode(code),
    kind: 'region',
    name: `Ufficio scolastico regionale – ${name}`,
    province: null,
    registerCode: `AOODR${code}`,
  }));
}
