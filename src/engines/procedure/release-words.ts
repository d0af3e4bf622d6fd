/** Lists and tables whose members are called by their own name: the noun that goes before it. */
export const NOUNS: Readonly<Record<string, string>> = {
  sections: 'Sezione',
  fields: 'Domanda',
  options: 'Scelta',
  windows: 'Finestra',
  checks: 'Controllo',
  guides: 'Guida',
  legal_basis: 'Atto',
  tables: 'Tabella',
  items: 'Voce',
  relations: 'Relazione',
  texts: 'Testo',
  bands: 'Fascia',
  list: 'Prova',
};

/** What the properties of a file are called by who wrote the ordinance; one that is not here keeps its name. */
export const PROPERTIES: Readonly<Record<string, string>> = {
  title: 'titolo',
  label: 'testo',
  text: 'testo da sottoscrivere',
  hint: 'spiegazione',
  intro: 'introduzione',
  help: 'aiuto',
  note: 'nota',
  summary: 'riassunto',
  audience: 'chi può presentarla',
  cycle: 'ciclo',
  required: 'obbligatoria',
  required_when: 'obbligatoria quando',
  when: 'condizione',
  after: 'dopo le sezioni',
  kind: 'tipo',
  opens: 'apertura',
  closes: 'chiusura',
  max: 'massimo',
  min: 'minimo',
  max_length: 'lunghezza massima',
  max_bytes: 'dimensione massima in byte',
  max_count: 'quante volte al massimo',
  accept: 'tipi di file',
  bases: 'basi del voto',
  options: 'scelte',
  fields: 'domande',
  sections: 'sezioni',
  windows: 'finestre',
  checks: 'controlli',
  items: 'voci',
  tables: 'tabelle',
  texts: 'testi',
  guides: 'guide',
  legal_basis: 'base giuridica',
  purpose: 'finalità',
  retention: 'conservazione',
  privacy: 'dati personali',
  special: 'dato particolare',
  uncertain: 'da verificare con l’atto',
  why: 'motivo',
  sources: 'fonti',
  prefill: 'risposta proposta',
  norm: 'norma',
  rule: 'regola',
  points: 'punti',
  base: 'punti di base',
  per_point: 'per ogni punto di voto',
  lode: 'per la lode',
  no_mark: 'senza voto',
  cap: 'tetto',
  cap_per: 'tetto per',
  threshold: 'soglia',
  scale: 'voto riportato a',
  bands: 'fasce di voto',
  factors: 'moltiplicatori',
  by: 'per',
  field: 'domanda',
  reusable: 'vale anche se già usato',
  message: 'messaggio',
  office: 'ufficio destinatario',
  filing_notice: 'avviso prima dell’inoltro',
  next_steps: 'cosa succede dopo',
  several: 'più domande della stessa persona',
  one_for: 'una sola per',
  among: 'fra le domande di',
  item_name: 'nome di una voce',
  item_title: 'titolo di una voce',
  positions: 'graduatorie chieste',
  relations: 'relazioni',
  discard: 'scarti',
  groups: 'gruppi',
  reason: 'motivo',
  what: 'che cosa stabilisce',
  markdown: 'righe cambiate',
  trials: 'prove',
  contests: 'concorsi',
  pass: 'soglia',
  weight: 'peso nella media',
  stage: 'fase',
  admits: 'ammessi alla prova dopo',
  per_post: 'per ogni posto',
  notice_days: 'giorni di preavviso',
  bring: 'da portare',
  total: 'totale',
};

const POINTS = new Set(['points', 'base', 'per_point', 'lode', 'no_mark', 'cap']);

/** Whether what stands under this key is points, kept in hundredths. */
export function isPoints(key: string): boolean {
  return POINTS.has(key);
}

/** Whether what stands under this key is an hour of Rome. */
export function isWallClock(key: string): boolean {
  return key === 'opens' || key === 'closes';
}

const NAMES = ['label', 'title', 'name', 'act', 'message', 'id', 'value'];

/** How a member of a list calls itself. */
export function nameOfNode(node: unknown): string | undefined {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (node === null || typeof node !== 'object') return undefined;
  const names = NAMES.map((key) => (node as Record<string, unknown>)[key]);
  const from = (node as Record<string, unknown>)['from'];
  const band = typeof from === 'number' ? `da ${from}` : undefined;
  return names.find((name): name is string => typeof name === 'string') ?? band;
}
