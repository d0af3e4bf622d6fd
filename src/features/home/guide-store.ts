import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guide } from './guide.ts';
import { guideOf } from './guide.ts';

/** In the order in which people need them. */
const GUIDES = ['abilitarsi', 'compilare-e-inoltrare', 'deleghe', 'domande-frequenti'] as const;
/** Texts of their own where the public comes in with a digital identity alone. */
const DIGITAL = 'identita-digitale';

export interface Guides {
  guides: readonly Guide[];
  /** The standing pages, by address. */
  pages: Readonly<Record<string, Guide>>;
}

/** The guides and the other standing pages, read once when the program starts. */
export function readGuides(
  folder: string,
  { digitalOnly = false }: { readonly digitalOnly?: boolean | undefined },
): Guides {
  const ownText = (name: string) => digitalOnly && existsSync(join(folder, DIGITAL, `${name}.md`));
  const placeOf = (name: string) => (ownText(name) ? join(folder, DIGITAL) : folder);
  const read = (name: string) => guideOf(name, readFileSync(join(placeOf(name), `${name}.md`), 'utf8'));
  return {
    guides: [digitalOnly ? 'accedere' : 'registrarsi', ...GUIDES].map(read),
    pages: { '/assistenza': read('assistenza'), '/privacy': read('privacy'), '/accessibilita': read('accessibilita') },
  };
}
