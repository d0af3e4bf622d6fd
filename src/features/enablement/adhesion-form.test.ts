import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { checkPdfA, createPress } from '../../platform/pdf/index.ts';
import { adhesionForm } from './adhesion-form.ts';
import type { EnablementRequest } from './declared-data.ts';

const press = createPress();
const folder = mkdtempSync(join(tmpdir(), 'polis-form-'));
after(() => {
  press.close();
  rmSync(folder, { recursive: true });
});

const request: EnablementRequest = {
  id: '0197',
  number: '2026-000123',
  accountId: 'anna',
  purpose: 'first',
  madeAt: new Date('2026-03-16T22:59:59Z'),
  declaration: {
    person: {
      fiscalCode: 'BNCNNA85C45A944X',
      surname: 'Bianchi',
      name: 'Anna Łucja',
      birthDate: '1985-03-05' as CivilDate,
      sex: 'F',
      birthPlace: 'Bologna',
      email: 'anna@posta.example',
      username: 'anna.bianchi',
    },
    contact: {
      street: 'Via *Roma* #12 $x$ @y',
      municipality: { code: 'A944', name: 'Bologna', province: 'BO' },
      postalCode: '40121',
      mobile: '3331234567',
      phone: '',
    },
    document: {
      kind: 'identity-card',
      number: 'CA12345BB',
      issuer: 'Comune di Bologna',
      issued: '2020-03-05' as CivilDate,
      expires: '2030-03-05' as CivilDate,
    },
    privacyNotice: '2026-1',
  },
};

test('the form is an archive document, accessible, and the same request gives the same bytes', async () => {
  const order = adhesionForm(request, 'Ministero di prova');
  const { pdf, replaced } = await press.pressPdf(order);
  assert.deepEqual(checkPdfA(pdf), []);
  assert.deepEqual(replaced, []);
  await press.checkAccessible(order);
  assert.deepEqual(Buffer.from((await press.pressPdf(order)).pdf), Buffer.from(pdf));
});

const needsPoppler = { skip: spawnSync('pdftotext', ['-v']).error !== undefined && 'poppler-utils is not installed' };

test(
  'it says who asks, under which number, what is declared as it was typed, and leaves room for the clerk',
  needsPoppler,
  async () => {
    const file = join(folder, 'form.pdf');
    writeFileSync(file, (await press.pressPdf(adhesionForm(request, 'Ministero di prova'))).pdf);
    const text = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' })
      .stdout.replaceAll('\u200b', '')
      .replace(/\s+/g, ' ');
    for (const words of [
      '2026-000123',
      'Anna Łucja',
      'Via *Roma* #12 $x$ @y',
      'CA12345BB',
      'articoli 75 e 76',
      'Riservato a chi identifica',
    ]) {
      assert.ok(text.includes(words), `«${words}» must stand in the form`);
    }
  },
);
