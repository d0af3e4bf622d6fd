import { capitalized } from './school.ts';
import { foldName } from './words.ts';

/** A region by its ISTAT code, two digits. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

/** In the order of ISTAT. They have not changed since 1963, and no file of the Ministry carries their codes. */
const NAMES = [
  'Piemonte',
  'Valle d’Aosta',
  'Lombardia',
  'Trentino-Alto Adige',
  'Veneto',
  'Friuli-Venezia Giulia',
  'Liguria',
  'Emilia-Romagna',
  'Toscana',
  'Umbria',
  'Marche',
  'Lazio',
  'Abruzzo',
  'Molise',
  'Campania',
  'Puglia',
  'Basilicata',
  'Calabria',
  'Sicilia',
  'Sardegna',
] as const;

const REGIONS: readonly Region[] = NAMES.map((name, index) => ({
  code: String(index + 1).padStart(2, '0'),
  name,
}));

/** The first letters tell the regions apart, however the Ministry spells the rest ("FRIULI-VENEZIA G."). */
const byFirstLetters = new Map(REGIONS.map((region) => [firstLetters(region.name), region]));

/** ISTAT gives no region this code: a registry invented for trials has its provinces there. */
const INVENTED = '99';

/** The region a file of the Ministry means by this name. */
export function regionNamed(name: string): Region {
  return byFirstLetters.get(firstLetters(name)) ?? { code: INVENTED, name: capitalized(name) };
}

/** The regions of these provinces, by code. */
export function regionsOf(provinces: readonly { readonly region: string }[]): readonly Region[] {
  const byCode = new Map(provinces.map(({ region }) => regionNamed(region)).map((region) => [region.code, region]));
  return [...byCode.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}

function firstLetters(name: string): string {
  return foldName(name).slice(0, 4);
}
