import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { until } from '../../../test/until.ts';
import { checkPdfA, createPress, type Order } from './index.ts';

const press = createPress();
const folder = mkdtempSync(join(tmpdir(), 'polis-pdf-'));
after(() => {
  press.close();
  rmSync(folder, { recursive: true });
});

const sample = {
  administration: 'Ministero di prova',
  reference: 'Prot. 0000042/2026',
  facts: [
    { name: 'Cognome', value: 'Bianchi' },
    { name: 'Nome', value: 'Anna' },
  ],
  headers: ['Titolo', 'Punti'],
  rows: [['Laurea', '26,50']],
  declarations: ['Dichiaro di essere in possesso dei titoli indicati.'],
  digest: 'a'.repeat(64),
};

function order(change: Partial<typeof sample> = {}, title = 'Documento di prova'): Order {
  return {
    template: 'src/platform/pdf/templates/sample.typ',
    title,
    createdAt: new Date('2026-03-01T10:20:30Z'),
    data: { ...sample, ...change },
  };
}

function surname(value: string): Order {
  return order({ facts: [{ name: 'Cognome', value }] });
}

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const needsPoppler = { skip: !hasPoppler && 'poppler-utils is not installed' };

function textOf(pdf: Uint8Array): string {
  const file = join(folder, 'text.pdf');
  writeFileSync(file, pdf);
  return spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' }).stdout.replaceAll('\u200b', '').replace(/\s+/g, ' ');
}

test('a document passes the light check of PDF/A-2a and PDF/UA-1', async () => {
  const { pdf, replaced } = await press.pressPdf(order());
  assert.deepEqual(checkPdfA(pdf), []);
  assert.deepEqual(replaced, []);
});

test('the parts documents are made of are accessible by the rules of PDF/UA-1', async () => {
  await press.checkAccessible(order());
});

test('another program finds nothing wrong with the file', { skip: spawnSync('qpdf').error && 'no qpdf' }, async () => {
  const file = join(folder, 'checked.pdf');
  writeFileSync(file, (await press.pressPdf(order())).pdf);
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});

test('its text comes out in reading order', needsPoppler, async () => {
  const text = textOf((await press.pressPdf(order())).pdf);
  const words = [
    'Documento di prova',
    'Cognome',
    'Bianchi',
    'Nome',
    'Anna',
    'Laurea',
    '26,50',
    'Dichiaro di essere',
    'aaaa',
  ];
  const places = words.map((word) => text.indexOf(word));
  assert.ok(!places.includes(-1), text);
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test('the same order gives the same bytes', async () => {
  const [one, two] = [await press.pressPdf(order()), await press.pressPdf(order())];
  assert.deepEqual(one.pdf, two.pdf);
});

const names = [
  'Šimić',
  'Ștefănescu',
  'Łukasiewicz',
  'Đặng Thị',
  'Ελένη Παππά',
  'Наталья',
  'D’Amico',
  'ẞ',
  'José\u0301',
];
for (const name of names) {
  test(`${name} is shown as written`, needsPoppler, async () => {
    const { pdf, replaced } = await press.pressPdf(surname(name));
    assert.deepEqual(replaced, []);
    assert.ok(textOf(pdf).normalize().includes(name.normalize()), textOf(pdf));
  });
}

test('a letter no font has is replaced and told, the rest stays', needsPoppler, async () => {
  const { pdf, replaced } = await press.pressPdf(surname('Anna 李雷 Rossi \u0007\ue000'));
  assert.deepEqual([...replaced].sort(), ['\u0007', '李', '雷', '\ue000'].sort());
  assert.deepEqual(checkPdfA(pdf), []);
  assert.match(textOf(pdf), /Anna □□ Rossi □□/);
});

test("people's words are never read as source", needsPoppler, async () => {
  const words = '#eval("1+1") $x^2$ *grassetto* = titolo <a> @b \\ `c` // d #include "/etc/passwd"';
  const { pdf } = await press.pressPdf(surname(words));
  assert.ok(textOf(pdf).includes('#eval("1+1") $x^2$ *grassetto*'));
  assert.ok(!textOf(pdf).includes('root:'));
});

test('no document holds words of the one before', needsPoppler, async () => {
  const orders = Array.from({ length: 30 }, (_, n) => `Persona${n}x ${['Ελένη', '李雷', 'Żółć'][n % 3]}`);
  for (const [n, name] of orders.entries()) {
    const text = textOf((await press.pressPdf(surname(name))).pdf);
    assert.ok(text.includes(`Persona${n}x`));
    assert.equal(text.match(/Persona\d+x/g)?.length, 1);
  }
});

test('a very long word and many rows stay on the page', needsPoppler, async () => {
  const rows = Array.from({ length: 120 }, (_, n) => [`Titolo ${n}`, 'x'.repeat(200)]);
  const { pdf } = await press.pressPdf(order({ rows }));
  assert.deepEqual(checkPdfA(pdf), []);
  assert.ok(textOf(pdf).includes('Pagina 2 di'));
  assert.equal(textOf(pdf).replace(/[^x]/g, '').length >= 120 * 200, true);
});

const naughty = join(import.meta.dirname, '../../../../shared/data/naughty-strings/blns.json');
test('no string of the naughty list stops the press', {
  skip: !existsAt(naughty) && 'the list is not here',
}, async () => {
  const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
  const facts = strings.map((value, n) => ({ name: String(n), value }));
  assert.deepEqual(checkPdfA((await press.pressPdf(order({ facts }))).pdf), []);
});

test('a wrong template is told by its name, and the press goes on', async () => {
  const absent = { ...order(), template: 'src/platform/pdf/templates/absent.typ' };
  await assert.rejects(press.pressPdf(absent), /absent\.typ/);
  assert.deepEqual(checkPdfA((await press.pressPdf(order())).pdf), []);
});

test('after every so many documents the process is a fresh one', async () => {
  const short = createPress({ recycleAfter: 2 });
  for (let n = 0; n < 5; n += 1) assert.deepEqual(checkPdfA((await short.pressPdf(order())).pdf), []);
  short.close();
});

test('a document that takes too long is given up and the next one is made', async () => {
  const hasty = createPress({ timeout: 1 });
  await assert.rejects(hasty.pressPdf(order()), /took more than 1 ms/);
  hasty.close();
});

test('a press whose process dies says so and makes the next document with another', async () => {
  const victim = createPress();
  const before = childrenOf(process.pid);
  const dying = assert.rejects(victim.pressPdf(order()), /the press died/);
  const born = await until(() => childrenOf(process.pid).find((pid) => !before.includes(pid)));
  process.kill(born, 'SIGKILL');
  await dying;
  assert.deepEqual(checkPdfA((await victim.pressPdf(order())).pdf), []);
  victim.close();
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

const faults: readonly [what: string, change: (pdf: string) => string, says: RegExp][] = [
  ['no output intent', (pdf) => pdf.replaceAll('/GTS_PDFA1', '/GTS_PDFX'), /output intent/],
  ['another conformance', (pdf) => pdf.replace('conformance>A<', 'conformance>B<'), /conformance A/],
  ['no structure', (pdf) => pdf.replace(/StructTreeRoot (?=\d)/, 'StructTreeRuut '), /structure tree/],
  ['no language', (pdf) => pdf.replaceAll('/Lang (', '/Long ('), /language/],
  ['a font left out', (pdf) => pdf.replace('/FontFile2', '/FontFule2'), /not embedded/],
  [
    'a script',
    (pdf) => pdf.replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>'),
    /JavaScript/,
  ],
  ['a lock', (pdf) => pdf.replace('trailer\n<<', 'trailer\n<< /Encrypt 1 0 R'), /encrypted/],
  ['words after the end', (pdf) => `${pdf}more`, /after the end/],
  ['an old header', (pdf) => pdf.replace('%PDF-1.7', '%PDF-2.0'), /header/],
];
for (const [what, change, says] of faults) {
  test(`the light check finds ${what}`, async () => {
    const { pdf } = await press.pressPdf(order());
    const broken = change(Buffer.from(pdf).toString('latin1'));
    assert.match(checkPdfA(Buffer.from(broken, 'latin1')).join('; '), says);
  });
}

function existsAt(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
