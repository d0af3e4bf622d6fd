import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { assignmentTrial } from '../../../test/assignment-trial.ts';
import { readVerified, writeContainer } from './files.ts';

const { at, folder, json, polis } = assignmentTrial();

writeFileSync(at('salt'), 'a secret of thirty-two bytes or so');

describe('a province, from the file to the bundle', () => {
  it('is run, proved, published and run again from what is published alone', async () => {
    await polis('generate', at('p.jsonl'), '--people', '300', '--seed', '5');
    const ran = await json('run', at('p.jsonl'), at('p.out'), '--bundle', at('p.bundle'), '--salt-file', at('salt'));
    assert.equal((await polis('verify', at('p.jsonl'), at('p.out'))).code, 0);
    assert.equal((await polis('verify', at('p.bundle'))).code, 0);
    const replayed = await json('replay', at('p.bundle'));
    assert.deepEqual([replayed.same, replayed.assignment, replayed.input], [true, ran.assignment, ran.input]);
  });

  it('comes out the same when its records are in another order', async () => {
    const [head = '', ...rest] = readFileSync(at('p.jsonl'), 'utf8').trimEnd().split('\n');
    const end = rest.pop() ?? '';
    writeFileSync(at('turned.jsonl'), `${[head, ...rest.reverse(), end].join('\n')}\n`);
    const ran = await json('run', at('turned.jsonl'), at('turned.out'));
    assert.deepEqual(readFileSync(at('turned.out')), readFileSync(at('p.out')));
    assert.equal((await json('run', at('p.jsonl'), at('again.out'), '--expect', ran.input)).outcome, ran.outcome);
  });

  it('publishes neither codes nor points, reserves or precedence', () => {
    const bundle = readFileSync(at('p.bundle'), 'latin1');
    for (const word of ['P0000', 'L68', 'D66', 'SCU', '"points"', '"reserves"', '"precedence"']) {
      assert.ok(!bundle.includes(word), word);
    }
  });

  it('is explained to a person in sentences with numbers in them', async () => {
    const { code, out } = await polis('explain', at('p.jsonl'), 'P0000001', '--what-if');
    assert.equal(code, 0);
    assert.match(out, /Graduatoria R\d+: sei in posizione \d+ su \d+, con \d+,\d\d punti/);
    assert.match(out, /Preferenza \d+, RMIS\d+ \(R\d+, /);
  });

  it('goes on to a second round with the seats that were left', async () => {
    await polis('run', at('p.jsonl'), at('p.out'), '--next', at('second.jsonl'));
    const second = await json('run', at('second.jsonl'), at('second.out'));
    assert.equal(second.assigned, 0);
    assert.equal((await polis('verify', at('second.jsonl'), at('second.out'))).code, 0);
  });

  it('says whom one more seat would have moved, and never to something worse', async () => {
    const diff = await json('diff', at('p.jsonl'), '--seat', 'S000003', '--add', '1');
    assert.equal(diff.people, diff.differences.length);
    assert.ok(diff.differences.every((each: { after?: string }) => each.after !== undefined));
  });
});

describe('the worked example of the guide', () => {
  const seatsUnder = async (mechanism: string) => {
    const text = readFileSync('docs/assignment-example.jsonl', 'utf8').replace('deferred-acceptance', mechanism);
    writeFileSync(at('example.jsonl'), text);
    const people = ['anna', 'bruno', 'carla', 'dario'];
    return Promise.all(people.map(async (person) => (await json('explain', at('example.jsonl'), person)).given));
  };

  it('comes out as the guide says', async () => {
    assert.deepEqual(await seatsUnder('deferred-acceptance'), [
      'A022-A-31/8',
      'A022-B-30/6',
      'ADMM-C-30/6',
      'A022-B-9h',
    ]);
    assert.deepEqual(await seatsUnder('serial-rescan'), ['ADMM-C-30/6', 'A022-A-31/8', 'A022-B-30/6', 'A022-B-9h']);
    const guide = readFileSync('docs/assignment.md', 'utf8');
    const { out } = await polis('explain', 'docs/assignment-example.jsonl', 'carla', '--what-if');
    for (const line of guide.split('\n').filter((each) => each.startsWith('> ')))
      assert.ok(out.includes(line.slice(2)), line);
  });
});

describe('bad input is refused with the record named, and nothing is written', () => {
  const records = () => readFileSync(at('p.jsonl'), 'utf8').trimEnd().split('\n');
  const refused = async (name: string, lines: readonly string[], said: RegExp) => {
    writeFileSync(at(`${name}.jsonl`), lines.join('\n'));
    const { code, err } = await polis('run', at(`${name}.jsonl`), at(`${name}.out`));
    assert.equal(code, 1, name);
    assert.match(err, said);
    assert.ok(!readdirSync(folder).some((file) => file.startsWith(`${name}.out`)));
  };
  const edited = (find: RegExp, change: (row: Record<string, unknown>) => void) => {
    const lines = records();
    const index = lines.findIndex((line) => find.test(line));
    const row = JSON.parse(lines[index] ?? '{}');
    change(row);
    return lines.with(index, JSON.stringify(row));
  };

  it('of whatever kind it is', async () => {
    await refused('cut', records().slice(0, -40), /tronco/);
    await refused('halved', [...records().slice(0, -1), records().at(-2)?.slice(0, 30) ?? ''], /riga \d+: non è JSON/);
    await refused(
      'version',
      edited(/"head"/, (row) => (row['version'] = 2)),
      /versione 2/,
    );
    await refused(
      'below',
      edited(/"S000004"/, (row) => (row['seats'] = -1)),
      /seat S000004: .*seats/,
    );
    await refused(
      'fraction',
      edited(/"S000004"/, (row) => (row['seats'] = 1.5)),
      /seat S000004/,
    );
    await refused(
      'huge',
      edited(/"P0000002"/, (row) => (row['entries'] = [{ ranking: 'R000', points: 2 ** 40 }])),
      /P0000002/,
    );
    await refused(
      'unknown',
      edited(/"S000004"/, (row) => (row['ranking'] = 'X')),
      /seat S000004: la graduatoria X non è nel file/,
    );
    await refused(
      'repeated',
      edited(/"P0000002"/, (row) => (row['preferences'] = [{ to: 'RMIS000001' }, { to: 'RMIS000001' }])),
      /P0000002: la preferenza 2 ripete la 1/,
    );
    await refused(
      'long',
      edited(
        /"P0000002"/,
        (row) =>
          (row['preferences'] = Array.from({ length: 151 }, (_, each) => ({
            to: 'RMIS000001',
            hours: [1, 1 + (each % 40)],
            posts: [`p${each}`],
          }))),
      ),
      /P0000002: le preferenze sono 151, il massimo è 150/,
    );
    await refused(
      'twice',
      [...records().slice(0, -1), records().at(-2) ?? '', JSON.stringify({ record: 'end', records: records().length })],
      /il codice è ripetuto/,
    );
  });

  it('when two keys are equal and no seed was committed', async () => {
    const lines = edited(/"head"/, (row) => (row['seed'] = ''));
    const row = { record: 'person', entries: [{ ranking: 'R000', points: 77777 }], preferences: [] };
    const more = ['Z1', 'Z2'].map((code) => JSON.stringify({ ...row, code }));
    const end = JSON.stringify({ record: 'end', records: lines.length + 1 });
    await refused('ties', [...lines.slice(0, -1), ...more, end], /ranking R\d+: \w+ e \w+ hanno la stessa chiave/);
  });

  it('when the digest is not the one committed, or the file was touched', async () => {
    assert.match((await polis('run', at('p.jsonl'), at('x.out'), '--expect', 'abc')).err, /non quella pubblicata abc/);
    const bytes = readFileSync(at('p.bundle'));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(at('touched.bundle'), bytes);
    assert.match((await polis('replay', at('touched.bundle'))).err, /l’impronta non corrisponde/);
    writeFileSync(at('short.bundle'), readFileSync(at('p.bundle')).subarray(0, 500));
    assert.equal((await polis('replay', at('short.bundle'))).code, 1);
  });

  it('and wrong words on the line are told with the help', async () => {
    assert.equal((await polis('run', at('p.jsonl'))).code, 2);
    assert.equal((await polis('run', '--frobnicate')).code, 2);
    assert.match((await polis('convert', '--help')).out, /Esempio/);
  });
});

describe('the disk is full', () => {
  it('leaves no half file under the final name, nor beside it', async () => {
    const script = `const { assignmentCommands } = await import('./src/apps/assignment.ts');
      process.exitCode = await assignmentCommands.generate(['${at('full.market')}', '--shape', 'province', '--people', '3000'],
      { out: console.log, err: console.error });`;
    const limited = `ulimit -f 8; trap '' XFSZ; exec "${process.execPath}" --import tsx --input-type=module -e "$SCRIPT"`;
    const ran = spawnSync('sh', ['-c', limited], { env: { ...process.env, SCRIPT: script }, encoding: 'utf8' });
    assert.notEqual(ran.status, 0);
    assert.match(ran.stderr, /non scritto \(EFBIG\)/);
    assert.deepEqual(
      readdirSync(folder).filter((file) => file.startsWith('full')),
      [],
    );
  });
});

describe('a compact market', () => {
  it('gives the same bytes with one worker, with two, and serially too', async () => {
    for (const mechanism of ['deferred-acceptance', 'serial-rescan']) {
      await polis('generate', at('m'), '--shape', 'provincial', '--people', '6000', '--mechanism', mechanism);
      const one = await json('run', at('m'), at('m1'));
      const two = await json('run', at('m'), at('m2'), '--workers', '2');
      assert.deepEqual(one, two);
      assert.equal((await polis('verify', at('m'), at('m1'))).code, 0);
    }
  });

  it('that was tampered with is not proved: the person, the seat and the part to hold back are named', async () => {
    await polis('generate', at('t'), '--shape', 'provincial', '--people', '3000');
    await polis('run', at('t'), at('t1'));
    const { header, sections } = readVerified(at('t1'));
    const seat = (sections['seat'] as Int32Array).slice();
    const loser = seat.findIndex((each) => each >= 0);
    seat[loser] = -1;
    writeContainer(at('t2'), { header, sections: { ...sections, seat } });
    const { code, out } = await polis('verify', at('t'), at('t2'));
    assert.equal(code, 1);
    assert.match(out, new RegExp(`NO {2}persona ${loser}: avrebbe preferito un posto rimasto libero`));
    assert.match(out, /Da trattenere: \d+ persone e \d+ posti; il resto si può pubblicare/);
    const held = JSON.parse((await polis('verify', at('t'), at('t2'), '--json')).out).withhold;
    assert.ok(held.people.length > 0 && held.people.length < 3000);
  });
});

describe('instances published by others', () => {
  const write = (name: string, value: object) => {
    writeFileSync(at(name), JSON.stringify(value));
    return at(name);
  };

  it('are run as residents and hospitals, and a wrong known answer is seen', async () => {
    const known = {
      form: 'hospital-residents',
      residents: { A: ['C'], S: ['C', 'M'], D: ['C', 'M', 'G'], L: ['M', 'C', 'G'], J: ['C', 'G', 'M'] },
      hospitals: {
        M: { capacity: 2, order: ['D', 'L', 'S', 'J'] },
        C: { capacity: 2, order: ['D', 'A', 'S', 'L', 'J'] },
        G: { capacity: 2, order: ['D', 'J', 'L'] },
      },
      matching: { A: 'C', S: 'M', D: 'C', L: 'M', J: 'G' },
    };
    const from = write('hr.json', known);
    assert.equal((await polis('convert', from, at('hr.out'), '--to', 'plain')).code, 0);
    assert.deepEqual(JSON.parse(readFileSync(at('hr.out'), 'utf8')).matching, known.matching);
    const wrong = write('wrong.json', { ...known, matching: { ...known.matching, J: 'M' } });
    assert.match(
      (await polis('convert', wrong, at('w.out'), '--to', 'plain')).err,
      /J: l’assegnazione dà G, il file M/,
    );
  });

  it('are run as a stable marriage and as a calling order', async () => {
    const marriage = write('sm.json', {
      form: 'stable-marriage',
      proposers: { a: ['x', 'y'], b: ['x', 'y'] },
      reviewers: { x: ['b', 'a'], y: ['a', 'b'] },
    });
    await polis('convert', marriage, at('sm.out'), '--to', 'plain');
    assert.deepEqual(JSON.parse(readFileSync(at('sm.out'), 'utf8')).matching, { a: 'y', b: 'x' });
    const calling = {
      form: 'calling-order',
      ranked: [
        { id: 1, types: [] },
        { id: 2, types: ['resident'] },
        { id: 3, types: ['bursary', 'resident'] },
      ],
      minimums: { bursary: 25, resident: 0 },
    };
    await polis('convert', write('co.json', calling), at('co.out'));
    assert.deepEqual(JSON.parse(readFileSync(at('co.out'), 'utf8')).order, [3, 1, 2]);
    const wrong = write('co2.json', { ...calling, order: [1, 2, 3] });
    assert.equal((await polis('convert', wrong, at('co2.out'))).code, 1);
  });
});

describe('another Node version', () => {
  const other = '/usr/bin/node';
  const version = () => {
    try {
      return execFileSync(other, ['--version'], { encoding: 'utf8' }).trim();
    } catch {
      return process.version;
    }
  };

  it('gives the same digest, where one is installed', { skip: version() === process.version }, async () => {
    const script = `const { assignmentCommands } = await import('./src/apps/assignment.ts');
      process.exitCode = await assignmentCommands.run(['${at('p.jsonl')}', '${at('other.out')}', '--json'], { out: console.log, err: console.error });`;
    const out = execFileSync(other, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' });
    assert.equal(JSON.parse(out).outcome, (await json('run', at('p.jsonl'), at('mine.out'))).outcome);
  });
});
