import assert from 'node:assert/strict';
import { it } from 'node:test';
import { textParts } from './text-parts.ts';

it('a text is taken apart at its headings, and nothing of it is lost', () => {
  const text = '# Guida\n\nPrima di tutto.\n\n## Dopo\nUna riga.\n\n### Sotto\n\n- voce\n\n## Alla fine\n\nFine.\n';
  assert.deepEqual(textParts(text), {
    lead: 'Prima di tutto.',
    parts: [
      { title: 'Dopo', markdown: 'Una riga.\n\n### Sotto\n\n- voce' },
      { title: 'Alla fine', markdown: 'Fine.' },
    ],
  });
  assert.deepEqual(textParts('Senza titoli.'), { lead: 'Senza titoli.', parts: [] });
});
