import type { Command, CommandDeps } from '../../platform/command.ts';
import { type KeyLine, listKeys, makeNextKey, PURPOSES, type Purpose, useKey } from './key-store.ts';

export interface CieCommandDeps extends CommandDeps {
  readonly secret: string;
}

const BITS = 4096;
const USAGE = `uso: bin/polis cie keys                    elenca le chiavi
     bin/polis cie next-key SCOPO           crea e pubblica la prossima (federation, signing, encryption)
     bin/polis cie use-key NOME             la mette in uso; quella di prima resta pubblicata per due giorni`;

/** The keys of the CIE federation: made, published, taken into use. */
export const cieCommand: Command<CieCommandDeps> = async ([verb = '', word = ''], deps) => {
  const { database, secret, now, out, err } = deps;
  if (verb === 'keys' && word === '') {
    for (const line of await listKeys(deps, now())) out(described(line));
    return 0;
  }
  if (verb === 'next-key' && isPurpose(word)) {
    out(`pubblicata: ${await makeNextKey({ database, secret, bits: BITS }, word, now())}`);
    out('mettila in uso quando gli altri la conoscono: dopo due giorni, o quando la federazione l’ha registrata');
    return 0;
  }
  if (verb === 'use-key' && word !== '') {
    if (await useKey(deps, word, now())) return 0;
    err(`polis: nessuna chiave ${word} aspetta di essere usata`);
    return 1;
  }
  err(USAGE);
  return 2;
};

function isPurpose(word: string): word is Purpose {
  return PURPOSES.some((purpose) => purpose === word);
}

function described({ kid, purpose, activeFrom, retiresAt }: KeyLine): string {
  const state = activeFrom === null ? 'pubblicata' : `in uso dal ${activeFrom.toISOString()}`;
  return [purpose, kid, state, retiresAt && `fino al ${retiresAt.toISOString()}`].filter(Boolean).join('  ');
}
