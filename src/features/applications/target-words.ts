import type { Context } from '../../engines/procedure/index.ts';

/** For which preferences some points count: "nel comune di Roma". */
export function targetWords(target: Readonly<Record<string, unknown>>, context: Context): string {
  return Object.entries(target)
    .map(([of, code]) => placeWords(of, String(code), context))
    .join(', ');
}

function placeWords(of: string, code: string, context: Context): string {
  switch (of) {
    case 'municipality':
      return `nel comune di ${context.municipality(code)?.name ?? code}`;
    case 'school':
      return `nella scuola ${context.school(code)?.name ?? code}`;
    case 'province':
      return `nella provincia di ${context.province(code)?.name ?? code}`;
    case 'district':
      return `nel distretto ${context.district(code)?.name ?? code}`;
    case 'region':
      return `nella regione ${context.region(code)?.name ?? code}`;
    case 'country':
      return `nel Paese ${context.country(code)?.name ?? code}`;
    default:
      return code;
  }
}
