import type { CommandDeps } from '../../platform/command.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { releaseByDigest, withSchools } from '../procedures/index.ts';
import { canonicalBytes, entryDigest, filingById, filingIdsByNumber } from './archive-store.ts';
import { readCanonical, recomputeCanonical } from './canonical.ts';
import { isId } from './confirm.ts';
import { brokenPromises, promiseCount } from './invariants.ts';
import { receiptOf } from './receipt-store.ts';
import type { FilingRecord } from './record.ts';
import { readNumber, stamp } from './register-number.ts';

/** Commands on filings need the database and somebody to tell. */
type Deps = Pick<CommandDeps, 'database' | 'out' | 'err'>;

const USAGE = `Uso:
  bin/polis receipt verify PROTOCOLLO|IDENTIFICATIVO [UFFICIO]
      ricalcola l’impronta della domanda dai byte conservati e dalle risposte, e la confronta con registro e ricevuta;
      PROTOCOLLO è per esempio 0000041/2026, UFFICIO il codice dell’ufficio quando più registri hanno quel numero
  bin/polis receipt make IDENTIFICATIVO
      mette di nuovo in coda la preparazione di una ricevuta che manca
  bin/polis check
      controlla le promesse del registro su tutto ciò che è conservato`;

/** `bin/polis receipt …` and `bin/polis check`. Answers the exit code: 0 all well, 1 something is not, 2 used wrongly. */
export const filingCommands = {
  receipt: async (argv: readonly string[], deps: Deps): Promise<0 | 1 | 2> => {
    const [verb, what, office] = argv;
    if (verb === 'verify' && what !== undefined) return verifyAll(deps, what, office);
    if (verb === 'make' && what !== undefined && isId(what)) return make(deps, what);
    deps.err(USAGE);
    return 2;
  },
  check: async (_argv: readonly string[], { database, out }: Deps): Promise<0 | 1 | 2> => {
    const breaches = await brokenPromises(database);
    for (const { rule, where } of breaches) out(`non vale: ${rule} (${where})`);
    if (breaches.length === 0) out(`controllate ${promiseCount} promesse del registro: valgono tutte`);
    return breaches.length === 0 ? 0 : 1;
  },
};

async function verifyAll(deps: Deps, what: string, office: string | undefined): Promise<0 | 1 | 2> {
  const number = readNumber(what);
  const ids = number ? await filingIdsByNumber(deps.database, number, office) : isId(what) ? [what] : [];
  const filings = (await Promise.all(ids.map((id) => filingById(deps.database, id)))).filter(
    (one) => one !== undefined,
  );
  if (filings.length === 0) {
    deps.out(`Nessuna domanda con ${number ? 'questo numero di protocollo' : 'questo identificativo'}: ${what}`);
    return 1;
  }
  if (filings.length > 1) {
    deps.out('Più registri hanno questo numero: aggiungi il codice dell’ufficio.');
    for (const filing of filings) deps.out(`  ${filing.office.code}  ${filing.office.name}`);
    return 2;
  }
  const verdicts = await Promise.all(filings.map((filing) => verify(deps, filing)));
  return verdicts.every((right) => right) ? 0 : 1;
}

type Check = readonly [what: string, right: boolean];

/** Every way the digest can be had, one line each. */
async function verify({ database, out }: Deps, filing: FilingRecord): Promise<boolean> {
  const [canonical, entry, receipt, release] = await Promise.all([
    canonicalBytes(database, filing.id),
    entryDigest(database, filing.id),
    receiptOf(database, filing.id),
    releaseByDigest(database, filing.releaseDigest),
  ]);
  if (canonical === undefined || release === undefined) throw new Error(`filing ${filing.id} lacks text or release`);
  const filed = readCanonical(canonical);
  const { definition } = await withSchools(database, release, filed.answers, filing.arrivedAt);
  const made = recomputeCanonical(filed, definition);
  out(stamp({ ...filing, officeName: filing.office.name, registerCode: filing.office.registerCode }));
  out(`impronta nella ricevuta e nella domanda: ${filing.sha256}`);
  const checks: readonly Check[] = [
    ['ricalcolata dai byte conservati', sha256Hex(canonical) === filing.sha256],
    ['ricalcolata dalle risposte e dalle regole pubblicate', sha256Hex(made) === filing.sha256],
    ['scritta nel registro di protocollo', entry === filing.sha256],
    ...(receipt
      ? [['impronta del file PDF della ricevuta', sha256Hex(receipt.pdf) === receipt.sha256] satisfies Check]
      : []),
  ];
  for (const [what, right] of checks) out(`${right ? 'uguale ' : 'DIVERSA'}  ${what}`);
  if (receipt === undefined) out('         la ricevuta in PDF non c’è ancora');
  return checks.every(([, right]) => right);
}

async function make({ database, out }: Deps, id: string): Promise<0 | 1 | 2> {
  const filing = await filingById(database, id);
  if (filing === undefined || filing.receipt !== undefined) {
    out(filing ? 'La ricevuta c’è già.' : `Nessuna domanda con questo identificativo: ${id}`);
    return 1;
  }
  await database.transaction((tx) => enqueue(tx, 'receipt.press', { filing: id }, { key: `receipt ${id}` }));
  out('In coda.');
  return 0;
}
