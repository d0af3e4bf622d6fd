import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** The words of a PDF in the order a screen reader would say them. */
export function textOfPdf(pdf: Buffer): string {
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const { stdout, status, stderr } = spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim();
}
