import { type Container, canonicalLines, type MarketFile, UnreadableFile } from '../../engines/assignment/index.ts';
import {
  checkAssignment,
  checkCommissions,
  checkCutoffs,
  checkDocument,
  checkMobility,
  type Published,
  type PublishedMoves,
  type PublishedNamings,
  type Quarantine,
  quarantineOf,
  recordsOf,
  type Table,
  type Violation,
} from '../../engines/assignment-checker/index.ts';
import { type Input, lotOf, readInput, readVerified } from './files.ts';
import { type AssignmentCommand, wordsOf } from './options.ts';

interface Proof {
  readonly violations: readonly Violation[];
  readonly table?: Table;
  readonly person: (index: number) => string;
  readonly pool: (index: number) => string;
}

/** `verify`: proves an outcome with the independent checker, or names the counter-example and what to hold back. */
export const verify: AssignmentCommand = async (argv, { out, err }) => {
  const words = wordsOf(argv, {}, [1, 2]);
  const [from = '', outcomePath] = words.files;
  const input = readInput(from);
  const proof = outcomePath === undefined ? provedBundle(from, input) : proved(input, readVerified(outcomePath));
  err(`controllo finito: ${proof.violations.length} violazioni`);
  const held = proof.table && proof.violations.length > 0 ? quarantineOf(proof.table, proof.violations) : undefined;
  if (words.on('json')) out(JSON.stringify(asJson(proof, held)));
  else for (const line of told(proof, held)) out(line);
  return proof.violations.length === 0 ? 0 : 1;
};

function provedBundle(path: string, input: Input): Proof {
  const seat = readVerified(path).sections['seat'];
  if (input.form !== 'market' || !(seat instanceof Int32Array)) {
    throw new UnreadableFile(`${path}: non è un pacchetto: serve anche l’esito`);
  }
  return provedMarket(input.file, seat);
}

function proved(input: Input, { header, sections }: Container): Proof {
  if (header['format'] !== 'polis-assignment-outcome') throw new UnreadableFile('il secondo file non è un esito');
  if (header['input'] !== input.digest)
    throw new UnreadableFile('l’esito è di un altro ingresso: le impronte non coincidono');
  if (input.form === 'market') {
    const cutoffs = sections['cutoffs'];
    if (!(cutoffs instanceof Uint32Array)) throw new UnreadableFile('nell’esito mancano le ultime posizioni utili');
    const proof = provedMarket(input.file, column(sections['seat']));
    return {
      ...proof,
      violations: [...proof.violations, ...checkCutoffs(input.file.market, column(sections['seat']), cutoffs)],
    };
  }
  const records = recordsOf(canonicalLines(input.document));
  const person = (index: number) => records.persons[index]?.code ?? `${index}`;
  const school = (index: number) => records.schools[index]?.code ?? `${index}`;
  const pool = (index: number) => records.seats[index]?.code ?? `${index}`;
  if (input.document.head.mechanism === 'mobility') {
    const violations = checkMobility(records, sections as unknown as PublishedMoves, lotOf);
    return { violations, person, pool: school };
  }
  if (input.document.head.mechanism === 'commissions') {
    return { violations: checkCommissions(records, sections as unknown as PublishedNamings, lotOf), person, pool };
  }
  const { violations, table } = checkDocument(records, sections as unknown as Published, lotOf);
  return { violations, table, person, pool };
}

function provedMarket({ market, names, header }: MarketFile, seat: Int32Array): Proof {
  const rule = header.mechanism === 'deferred-acceptance' ? 'deferred-acceptance' : 'serial';
  return {
    ...checkAssignment(market, seat, rule),
    table: market,
    person: (index) => names.people?.[index] ?? `${index}`,
    pool: (index) => names.pools?.[index] ?? `${index}`,
  };
}

function column(section: unknown): Int32Array {
  if (section instanceof Int32Array) return section;
  throw new UnreadableFile('nell’esito mancano i posti assegnati');
}

function named({ person, pool }: Proof, violation: Violation) {
  return {
    claim: violation.claim,
    person: violation.person < 0 ? undefined : person(violation.person),
    seat: violation.pool < 0 ? undefined : pool(violation.pool),
    against: violation.against === undefined ? undefined : person(violation.against),
    published: violation.published,
    expected: violation.expected,
  };
}

function asJson(proof: Proof, held: Quarantine | undefined) {
  return {
    proved: proof.violations.length === 0,
    violations: proof.violations.map((violation) => named(proof, violation)),
    ...(held && { withhold: { people: held.people.map(proof.person), seats: held.pools.map(proof.pool) } }),
  };
}

const claims: Readonly<Record<Violation['claim'], string>> = {
  'unknown-seat': 'ha un posto che non esiste',
  'not-listed': 'ha un posto che non ha chiesto',
  'not-in-ranking': 'ha un posto di una graduatoria in cui non è',
  'too-many-in-seat': 'è in più rispetto ai posti',
  'wasted-seat': 'avrebbe preferito un posto rimasto libero',
  'justified-envy': 'è stata scavalcata',
  'published-cutoff': 'ultima posizione utile pubblicata diversa da quella vera',
  'published-reason': 'motivo pubblicato diverso da quello vero',
  reserves: 'ordine di chiamata non conforme alle riserve',
  precedence: 'scelta con precedenza non conforme',
  completion: 'diritto al completamento diverso da quello vero',
  mobility: 'quota della fase superata',
  commissions: 'nomina diversa da quella che spetta',
};

function told(proof: Proof, held: Quarantine | undefined): string[] {
  if (proof.violations.length === 0) return ['Provato: nessuno è stato scavalcato, nessun posto è andato sprecato.'];
  const lines = proof.violations.map((violation) => {
    const { person, seat, against } = named(proof, violation);
    const who = person === undefined ? '' : `persona ${person}: `;
    const by = against === undefined ? '' : `, da ${against}`;
    return `NO  ${who}${claims[violation.claim]}${seat === undefined ? '' : ` (${seat})`}${by}`;
  });
  const hold =
    held === undefined
      ? []
      : [`Da trattenere: ${held.people.length} persone e ${held.pools.length} posti; il resto si può pubblicare.`];
  return [...lines, ...hold];
}
