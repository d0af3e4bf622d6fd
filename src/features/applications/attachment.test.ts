import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileName, mediaType } from './attachment.ts';

const pdf = Buffer.from('%PDF-1.4');

describe('the name of a file', () => {
  const cases: [given: string, kept: string][] = [
    ['verbale.pdf', 'verbale.pdf'],
    ['C:\\Users\\anna\\verbale.pdf', 'verbale.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['fattura\u202Efdp.exe', 'fatturafdp.exe'],
    ['a\u0000b\n.pdf', 'ab.pdf'],
    ['..', 'documento.pdf'],
    ['', 'documento.pdf'],
    ['e\u0301.pdf', 'é.pdf'],
    ['\ud800.pdf', '.pdf'],
    ['àèì \'"<b> 😀.pdf', 'àèì \'"<b> 😀.pdf'],
  ];
  for (const [given, kept] of cases)
    it(`${JSON.stringify(given)} is kept as ${kept}`, () => assert.equal(fileName(given), kept));

  it('keeps its extension when it is cut', () => {
    const name = fileName(`${'x'.repeat(400)}.pdf`);
    assert.ok(name.length <= 200 && name.endsWith('.pdf'));
  });
});

describe('the type of a file', () => {
  it('is PDF only when both its beginning and its name say so', () => {
    assert.equal(mediaType({ filename: 'a.PDF', bytes: pdf }), 'application/pdf');
    assert.equal(mediaType({ filename: 'a.pdf.exe', bytes: pdf }), 'application/octet-stream');
    assert.equal(mediaType({ filename: 'a.pdf', bytes: Buffer.from('PK\u0003\u0004') }), 'application/octet-stream');
    assert.equal(mediaType({ filename: 'a.pdf', bytes: Buffer.alloc(0) }), 'application/octet-stream');
  });
});
