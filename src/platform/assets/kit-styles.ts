import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PurgeCSS } from 'purgecss';
import { kitFolder } from './sources.ts';

/** Set by the browser or an island, not written in any view. */
const safelist = ['html', 'body', 'dialog'];

/** Drawings inside the style sheet would need `data:` in the policy of images; our layer draws its own. */
const embedded = /url\((?:"data:[^"]*"|'data:[^']*'|data:[^)]*)\)/g;

/** The style sheet of bootstrap-italia reduced to the elements, classes and variables that `sources` name. */
export async function reduceKit(sources: readonly string[]): Promise<string> {
  const raw = await readFile(join(kitFolder, 'css/bootstrap-italia.min.css'), 'utf8');
  const content = sources.map((text) => ({ raw: text, extension: 'tsx' }));
  const [result] = await new PurgeCSS().purge({
    content,
    css: [{ raw: raw.replace(/^\uFEFF/, '') }],
    safelist,
    fontFace: true,
    keyframes: true,
    variables: true,
  });
  if (!result) throw new Error('bootstrap-italia could not be reduced: no style sheet came out');
  return result.css.replace(embedded, 'none');
}
