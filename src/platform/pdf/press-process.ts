/** The process that presses documents: alone, because the compiler blocks its thread and never gives memory back. */

import { finish } from './finish.ts';
import { unshowable, withoutControls, withoutPieces } from './missing-glyphs.ts';
import type { Order, PressAnswer, Pressed, PressRequest } from './order.ts';
import { createTypesetter } from './typst.ts';

const typeset = createTypesetter();

process.on('message', (request: PressRequest) => {
  process.send?.(answer(request));
});
// The parent is gone: so is the reason to be here.
process.on('disconnect', () => process.exit(0));

function answer(request: PressRequest): PressAnswer {
  try {
    return { kind: 'pressed', ...press(request) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

const rounds = 10;

/** PDF/A forbids to show nothing where a letter should be, so what cannot be shown is replaced and reported. */
function press(request: PressRequest): Pressed {
  const { value, found } = withoutControls(contentOf(request));
  const replaced = new Set(found);
  let content = value;
  for (let round = 1; ; round += 1) {
    try {
      const pdf = typeset(request.template, content, request.standard);
      return { pdf: request.standard === 'a-2a' ? finish(pdf) : pdf, replaced: [...replaced] };
    } catch (error) {
      const pieces = error instanceof Error ? unshowable(error.message) : [];
      if (pieces.length === 0 || round === rounds) throw error;
      for (const piece of pieces) replaced.add(piece);
      content = withoutPieces(content, pieces);
    }
  }
}

function contentOf({ title, data, createdAt }: Order) {
  const created = {
    year: createdAt.getUTCFullYear(),
    month: createdAt.getUTCMonth() + 1,
    day: createdAt.getUTCDate(),
    hour: createdAt.getUTCHours(),
    minute: createdAt.getUTCMinutes(),
    second: createdAt.getUTCSeconds(),
  };
  return { title, created, data };
}
