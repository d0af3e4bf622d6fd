import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** How hard a password is to guess. */
export interface Strength {
  /** Decimal logarithm of the guesses a well-informed attacker needs; `known` are words tied to the person or the place. */
  guessesLog10(password: string, known: readonly string[]): number;
  /** One of the passwords everybody tries first (or one of the installation's own list). */
  isCommon(password: string): boolean;
}

const LISTS = ['passwords/common-passwords-10000.txt', 'passwords/context-words-it.txt'];

/** The estimator with its built-in lists, plus those found in the data folder, if one is configured. */
export function createStrength(dataFolder?: string): Strength {
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 128 });
  const common = new Set(dictionary['passwords-common'].map(String));
  for (const word of dataFolder === undefined ? [] : LISTS.flatMap((list) => linesOf(join(dataFolder, list)))) {
    common.add(word.toLowerCase());
  }
  return {
    guessesLog10: (password, known) => estimator.check(password, [...known]).guessesLog10,
    isCommon: (password) => common.has(password.toLowerCase()),
  };
}

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split(/\r?\n/).filter(Boolean) : [];
}
