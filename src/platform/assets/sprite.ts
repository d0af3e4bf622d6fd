import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kitFolder } from './sources.ts';

const symbol = /<symbol id="([^"]+)".*?<\/symbol>/gs;

/** The kit's drawings reduced to the icons that `sources` name as `'it-…'`. */
export async function reduceSprite(sources: readonly string[]): Promise<string> {
  const named = new Set(sources.flatMap((text) => text.match(/'it-[a-z-]+'|"it-[a-z-]+"/g) ?? []).map(unquoted));
  const all = await readFile(join(kitFolder, 'svg/sprites.svg'), 'utf8');
  const kept = [...all.matchAll(symbol)].filter(([, id]) => id !== undefined && named.has(id)).map(([text]) => text);
  return `<svg xmlns="http://www.w3.org/2000/svg">${kept.join('')}</svg>`;
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1);
}
