const LONGEST = 200;
const MOST_WORDS = 10;

/** Words that stand in every sentence: looking for them would find nothing out. */
const EMPTY = new Set(
  'a ad agli ai al alla alle allo con da dai dal dalla dalle dei del della delle dello di domanda domande e ed fare gli i il in istanza istanze la le lo o per presentare su sul sulla un una uno'.split(
    ' ',
  ),
);

/** A text as words to look in: small letters, no accents, nothing but letters and figures. */
export function wordsIn(text: string): readonly string[] {
  return plain(text).split(' ').filter(Boolean);
}

/**
 * What somebody looks for, as beginnings of words: the ending of a long word does not count, so that «docente» finds
 * «docenti» and «graduatoria» finds «graduatorie».
 */
export function stemsOf(typed: string): readonly string[] {
  const words = wordsIn(typed.slice(0, LONGEST)).filter((word) => !EMPTY.has(word));
  return words.slice(0, MOST_WORDS).map((word) => (word.length > 4 ? word.replace(/[aeiou]+$/, '') : word));
}

/** Whether each of the stems begins some word of the text. */
export function holdsAll(words: readonly string[], stems: readonly string[]): boolean {
  return stems.every((stem) => words.some((word) => word.startsWith(stem)));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
