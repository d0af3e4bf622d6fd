import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pictureOf, readPack, rehearse, reportOf } from '../features/procedures/index.ts';
import { fileInScratch } from './rehearsal-scratch.ts';

const USAGE = `Uso: bin/polis procedures rehearse CARTELLA [--people N] [--seed N] [--to CARTELLA] [--no-filing]
Inventa N persone plausibili (1000), compila, inoltra in un database fatto per questo, ordina, e dice che cosa non
torna: dove ci si ferma, domande e scelte mai viste, voci che non danno punti, pari merito. Con --to scrive il
rapporto (REHEARSAL.md e il disegno dei punteggi) in una cartella.`;

const MOST = 100_000;

/** `bin/polis procedures rehearse`: a procedure played before it is published. 0 done, 1 the pack has faults, 2 wrong use. */
export async function rehearsalCommand(
  words: readonly string[],
  screen: { out(line: string): void; err(line: string): void },
): Promise<0 | 1 | 2> {
  const asked = readWords(words);
  if (asked === undefined) {
    screen.err(USAGE);
    return 2;
  }
  const read = readPack(asked.folder);
  if ('faults' in read) {
    screen.err(`${asked.folder}: la procedura ha errori; comincia da procedures check.`);
    return 1;
  }
  const { pack } = read;
  screen.out(`Invento ${asked.people} persone per «${pack.definition.title}»…`);
  const rehearsal = rehearse(pack, asked.people, asked.seed, () => performance.now());
  const scratch = asked.filing ? await fileInScratch(pack, rehearsal.complete) : undefined;
  const [table, points] = [...rehearsal.scores].sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  const picture =
    table === undefined || points === undefined ? undefined : pictureOf(`${pack.definition.title} – ${table}`, points);
  const name = pack.definition.id;
  const report = reportOf(pack, rehearsal, { picture: picture && `${name}.svg`, scratch });
  if (asked.to === undefined) {
    screen.out(report);
    return 0;
  }
  mkdirSync(asked.to, { recursive: true });
  writeFileSync(join(asked.to, `${name}.md`), report);
  if (picture !== undefined) writeFileSync(join(asked.to, `${name}.svg`), picture);
  screen.out(`${join(asked.to, `${name}.md`)}: ${rehearsal.complete.length} su ${asked.people} arrivate in fondo`);
  return 0;
}

function readWords(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        people: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        to: { type: 'string' },
        'no-filing': { type: 'boolean', default: false },
      },
    });
    const [folder, ...others] = positionals;
    const [people, seed] = [Number(values.people), Number(values.seed)];
    if (folder === undefined || others.length > 0) return undefined;
    if (!Number.isInteger(people) || people < 1 || people > MOST || !Number.isInteger(seed)) return undefined;
    return { folder, people, seed, to: values.to, filing: !values['no-filing'] };
  } catch {
    return undefined;
  }
}
