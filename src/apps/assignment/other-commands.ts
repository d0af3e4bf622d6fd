import { readFileSync } from 'node:fs';
import {
  asHospitals,
  type Change,
  type Container,
  calledOrder,
  canonicalLines,
  changed,
  type DocumentShape,
  differences,
  generateMarket,
  generateRecords,
  type MarketShape,
  marketContainer,
  marketOfPlain,
  nationalShape,
  placementsOf,
  plainOfMarket,
  plainSchema,
  provinceShape,
  provincialShape,
  rerunMarket,
  runDocument,
  smallProvince,
  UnreadableFile,
} from '../../engines/assignment/index.ts';
import { assignmentDigest } from './bundle.ts';
import { digestOf, lotOf, Refused, readInput, readVerified, writeContainer, writeWhole } from './files.ts';
import { type AssignmentCommand, type Words, WrongUse, wordsOf } from './options.ts';

/** `replay`: runs a published bundle again, from the bundle alone. */
export const replay: AssignmentCommand = async (argv, { out }) => {
  const words = wordsOf(argv, { workers: 'string' }, [1, 1]);
  const [from = ''] = words.files;
  const input = readInput(from);
  if (input.form !== 'market' || input.file.header.kind !== 'bundle')
    throw new UnreadableFile(`${from}: non è un pacchetto pubblicato`);
  const { market, names, header } = input.file;
  const seat = rerunMarket(market, header.mechanism !== 'deferred-acceptance');
  const found = assignmentDigest(names.people ?? [], names.pools ?? [], seat);
  const same = found === header['assignment'];
  if (words.on('json'))
    out(JSON.stringify({ same, assignment: found, published: header['assignment'], input: header['input'] }));
  else {
    out(`impronta rifatta     ${found}`);
    out(`impronta pubblicata  ${String(header['assignment'])}`);
    out(
      same
        ? 'Uguali: l’assegnazione è quella che le regole danno.'
        : 'DIVERSE: l’assegnazione pubblicata non è quella che le regole danno.',
    );
  }
  return same ? 0 : 1;
};

/** `diff`: who would have got what, with one thing changed. */
export const diff: AssignmentCommand = async (argv, { out, err }) => {
  const words = wordsOf(
    argv,
    { person: 'string', ranking: 'string', points: 'string', seat: 'string', add: 'string' },
    [1, 1],
  );
  const [from = ''] = words.files;
  const change = changeOf(words);
  const input = readInput(from);
  if (input.form !== 'document')
    throw new Refused([{ where: from, what: 'il confronto vuole il documento dichiarato' }]);
  const altered = changed(input.document, change);
  if ('where' in altered) throw new Refused([altered]);
  err('prima…');
  const before = placementsOf(input.document, lotOf);
  err('dopo…');
  const after = placementsOf(altered, lotOf);
  if ('faults' in before) throw new Refused(before.faults);
  if ('faults' in after) throw new Refused(after.faults);
  const found = differences(input.document, before, after);
  if (words.on('json')) out(JSON.stringify({ change, people: found.length, differences: found }));
  else {
    for (const each of found) out(`${each.person}: ${each.before ?? 'nessun posto'} → ${each.after ?? 'nessun posto'}`);
    out(`Cambia il posto di ${found.length} persone.`);
  }
  return 0;
};

function changeOf(words: Words): Change {
  const [person, ranking, seat] = [words.text('person'), words.text('ranking'), words.text('seat')];
  if (seat !== undefined && person === undefined) return { kind: 'seats', seat, add: words.number('add', 1) };
  if (person === undefined || ranking === undefined || words.text('points') === undefined) {
    throw new WrongUse('serve --person, --ranking e --points, oppure --seat');
  }
  return { kind: 'points', person, ranking, points: words.number('points', 0) };
}

/** `convert`: the same content in another form. */
export const convert: AssignmentCommand = async (argv, { out }) => {
  const words = wordsOf(argv, { to: 'string', outcome: 'string' }, [2, 2]);
  const [from = '', to = ''] = words.files;
  const form = words.text('to');
  const plain = readPlain(from);
  const digest =
    plain?.form === 'calling-order'
      ? convertedCalling(plain, to)
      : plain !== undefined
        ? convertedPlain(asHospitals(plain), to, form)
        : convertedInput(from, to, form, words.text('outcome'));
  out(
    words.on('json')
      ? JSON.stringify({ written: to, digest })
      : `scritto ${to}${digest === '' ? '' : `, impronta ${digest}`}`,
  );
  return 0;
};

function readPlain(path: string) {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('form' in value)) return undefined;
  const parsed = plainSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refused([{ where: issue?.path.join('.') ?? path, what: `valore non ammesso (${issue?.code})` }]);
}

/** Writes the order the rule gives; an order already there must be the same. */
function convertedCalling(plain: Parameters<typeof calledOrder>[0], to: string): string {
  const order = calledOrder(plain);
  const differs = plain.order?.findIndex((id, place) => id !== order[place]) ?? -1;
  if (plain.order !== undefined && (differs !== -1 || plain.order.length !== order.length)) {
    throw new Refused([
      { where: `order ${differs}`, what: `la regola chiama ${order[differs]}, il file ${plain.order[differs]}` },
    ]);
  }
  writeWhole(to, [`${JSON.stringify({ ...plain, order }, null, 1)}\n`]);
  return '';
}

function convertedPlain(plain: Parameters<typeof marketOfPlain>[0], to: string, form: string | undefined): string {
  const { market, names } = marketOfPlain(plain);
  if (form === 'market') {
    const header = {
      format: 'polis-assignment',
      version: 1,
      kind: 'market',
      title: '',
      mechanism: 'deferred-acceptance',
      listLimit: 10_000,
      people: 0,
      pools: 0,
      orders: 0,
    } as const;
    return writeContainer(to, marketContainer({ header, market, names }));
  }
  if (form !== 'plain') throw new WrongUse('--to market o plain');
  const seat = rerunMarket(market, false);
  const result = plainOfMarket(market, names, seat);
  const known = Object.entries(plain.matching ?? {}).find(
    ([person, pool]) => (result.matching?.[person] ?? null) !== pool,
  );
  if (known !== undefined) {
    throw new Refused([
      {
        where: known[0],
        what: `l’assegnazione dà ${result.matching?.[known[0]] ?? 'niente'}, il file ${known[1] ?? 'niente'}`,
      },
    ]);
  }
  writeWhole(to, [`${JSON.stringify(result)}\n`]);
  return '';
}

function convertedInput(from: string, to: string, form: string | undefined, outcome: string | undefined): string {
  const input = readInput(from);
  if (input.form === 'document' && form === 'canonical') {
    writeWhole(to, canonicalLines(input.document));
    return digestOf(input.document);
  }
  if (input.form === 'document' && form === 'market') return writeContainer(to, expandedContainer(input.document));
  if (input.form === 'market' && form === 'plain') {
    const seat = outcome === undefined ? undefined : readVerified(outcome).sections['seat'];
    const plain = plainOfMarket(input.file.market, input.file.names, seat instanceof Int32Array ? seat : undefined);
    writeWhole(to, [`${JSON.stringify(plain)}\n`]);
    return '';
  }
  throw new WrongUse('--to canonical (da documento), market (da documento o JSON) o plain (da mercato o JSON)');
}

/** A document with its preferences expanded and its calling orders made: what the mechanism itself sees. */
function expandedContainer(document: Parameters<typeof runDocument>[0]): Container {
  if (document.head.mechanism === 'mobility' || document.head.mechanism === 'commissions') {
    throw new WrongUse('si espandono solo i meccanismi a liste');
  }
  const outcome = runDocument(document, lotOf);
  if ('faults' in outcome) throw new Refused(outcome.faults);
  const { market } = outcome.round;
  const header = {
    format: 'polis-assignment',
    version: 1,
    kind: 'market',
    title: document.head.title,
    mechanism: document.head.mechanism,
    listLimit: 10_000,
    people: 0,
    pools: 0,
    orders: 0,
  } as const;
  const names = { people: document.persons.map((each) => each.code), pools: document.seats.map((each) => each.code) };
  return marketContainer({ header, market, names });
}

/** `generate`: an invented instance. */
export const generate: AssignmentCommand = async (argv, { out, err }) => {
  const words = wordsOf(argv, { shape: 'string', people: 'string', seed: 'string', mechanism: 'string' }, [1, 1]);
  const [to = ''] = words.files;
  const shape = words.text('shape') ?? 'document';
  const mechanism = words.text('mechanism') ?? 'deferred-acceptance';
  if (!['deferred-acceptance', 'serial-forward', 'serial-rescan'].includes(mechanism))
    throw new WrongUse('--mechanism sconosciuto');
  if (shape === 'document') {
    const people = words.number('people', smallProvince.people);
    const made: DocumentShape = { ...smallProvince, people, seed: words.number('seed', 1), mechanism };
    writeWhole(to, lines(generateRecords(made)));
    out(words.on('json') ? JSON.stringify({ written: to, people }) : `scritto ${to}: ${people} persone inventate`);
    return 0;
  }
  const base = { province: provinceShape, provincial: provincialShape, national: nationalShape }[shape];
  if (base === undefined) throw new WrongUse('--shape document, province, provincial o national');
  const scale = words.number('people', base.people) / base.people;
  const made: MarketShape = {
    ...base,
    people: Math.round(base.people * scale),
    pools: Math.max(base.provinces * base.rankingsPerProvince, Math.round(base.pools * scale)),
    seed: words.number('seed', 1),
  };
  err(`invento ${made.people} persone…`);
  const market = generateMarket(made);
  const header = {
    format: 'polis-assignment',
    version: 1,
    kind: 'market',
    title: `Mercato inventato (${shape})`,
    mechanism: mechanism as 'deferred-acceptance',
    listLimit: 150,
    people: 0,
    pools: 0,
    orders: 0,
  } as const;
  const digest = writeContainer(to, marketContainer({ header, market, names: {} }));
  out(
    words.on('json')
      ? JSON.stringify({ written: to, digest, people: made.people })
      : `scritto ${to}, impronta ${digest}`,
  );
  return 0;
};

function* lines(records: Iterable<object>): Iterable<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
}
