import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** What makes a password easy: the longest part of it that follows a pattern. */
export type Weakness = 'repetition' | 'sequence' | 'keyboard' | 'date' | 'word' | 'none';

/** How hard a password is to guess. */
export interface Strength {
  /** Guesses as decimal logarithm, for a well-informed attacker; `known` are words tied to the person or the place. */
  judge(password: string, known: readonly string[]): { readonly guessesLog10: number; readonly weakness: Weakness };
  /** One of the passwords everybody tries first (or one of the installation's own list). */
  isCommon(password: string): boolean;
}

const WEAKNESSES: Readonly<Record<string, Weakness>> = {
  repeat: 'repetition',
  sequence: 'sequence',
  spatial: 'keyboard',
  date: 'date',
  regex: 'date',
  dictionary: 'word',
};

const LISTS = ['passwords/common-passwords-10000.txt', 'passwords/context-words-it.txt'];

/** The estimator with its built-in lists, plus those found in the data folder, if one is configured. */
export function createStrength(dataFolder?: string): Strength {
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 128 });
  const common = new Set(dictionary['passwords-common'].map(String));
  for (const word of dataFolder === undefined ? [] : LISTS.flatMap((list) => linesOf(join(dataFolder, list)))) {
    common.add(word.toLowerCase());
  }
  return {
    judge: (password, known) => {
      const { guessesLog10, sequence } = estimator.check(password, [...known]);
      const [longest] = sequence
        .filter(({ pattern }) => pattern in WEAKNESSES)
        .sort((one, other) => other.token.length - one.token.length);
      return { guessesLog10, weakness: WEAKNESSES[longest?.pattern ?? ''] ?? 'none' };
    },
    isCommon: (password) => common.has(password.toLowerCase()),
  };
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean) : [];
}
