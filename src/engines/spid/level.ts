/** Levels of assurance of SPID and CIE (eIDAS low, substantial, high). */
export type Level = 1 | 2 | 3;

/** How the level of the answer compares with the one asked for (SAML core 3.3.2.2.1). */
export type Comparison = 'exact' | 'minimum' | 'better' | 'maximum';

const CLASS = 'https://www.spid.gov.it/SpidL';

/** The class reference of a level, as request and answer write it. */
export function classOf(level: Level): string {
  return `${CLASS}${level}`;
}

/** The level of a class reference; undefined for any other, such as the old urn form (case 97). */
export function levelOf(reference: string): Level | undefined {
  return ([1, 2, 3] as const).find((level) => classOf(level) === reference);
}

/** Whether the level given is enough. A provider may always give more than was asked, even with `exact` (Avviso 5). */
export function satisfies(given: Level, asked: Level, comparison: Comparison): boolean {
  if (comparison === 'maximum') return true;
  return comparison === 'better' ? given > asked : given >= asked;
}
