import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guide } from './guide.ts';
import { guideOf } from './guide.ts';

/** In the order in which people need them. */
const GUIDES = ['registrarsi', 'abilitarsi', 'compilare-e-inoltrare', 'deleghe', 'domande-frequenti'] as const;

export interface Guides {
  guides: readonly Guide[];
  /** The standing pages, by address. */
  pages: Readonly<Record<string, Guide>>;
}

/** The guides and the other standing pages, read once when the program starts. */
export function readGuides(folder: string): Guides {
  const read = (name: string) => guideOf(name, readFileSync(join(folder, `${name}.md`), 'utf8'));
  return {
    guides: GUIDES.map(read),
    pages: { '/assistenza': read('assistenza'), '/privacy': read('privacy'), '/accessibilita': read('accessibilita') },
  };
}
