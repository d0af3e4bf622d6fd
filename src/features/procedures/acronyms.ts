/** The short names that acts, offices and tables go by, as a person who has never met them reads them. */
const ACRONYMS: readonly (readonly [short: string, long: string])[] = [
  ['AFAM', 'alta formazione artistica, musicale e coreutica'],
  ['ATA', 'personale amministrativo, tecnico e ausiliario'],
  ['CCNI', 'contratto collettivo nazionale integrativo'],
  ['CCNL', 'contratto collettivo nazionale di lavoro'],
  ['CFU', 'crediti formativi universitari'],
  ['CM', 'circolare ministeriale'],
  ['DDG', 'decreto del direttore generale'],
  ['DL', 'decreto-legge'],
  ['DM', 'decreto ministeriale'],
  ['DPCM', 'decreto del Presidente del Consiglio dei ministri'],
  ['DPR', 'decreto del Presidente della Repubblica'],
  ['DSA', 'disturbi specifici dell’apprendimento'],
  ['D.lgs', 'decreto legislativo'],
  ['GAE', 'graduatorie ad esaurimento'],
  ['GPS', 'graduatorie provinciali per le supplenze'],
  ['INPS', 'Istituto nazionale della previdenza sociale'],
  ['ITP', 'insegnante tecnico-pratico'],
  ['L.', 'legge'],
  ['OM', 'ordinanza ministeriale'],
  ['PEC', 'posta elettronica certificata'],
  ['TAR', 'tribunale amministrativo regionale'],
];

/** The short names used in some texts, with what they stand for. */
export function acronymsIn(texts: readonly string[]): readonly { readonly short: string; readonly long: string }[] {
  const words = new Set(texts.flatMap((text) => text.split(/[\s()«»,;:'’"/–]+|\.(?=\s|$)/)));
  const beforeNumber = texts.some((text) => /(^|[\s(;,])L\. \d/.test(text));
  return ACRONYMS.filter(([short]) => (short === 'L.' ? beforeNumber : words.has(short))).map(([short, long]) => ({
    short,
    long,
  }));
}

/** Every text in a piece of a pack, however deep. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(textsIn);
}
