/** Letters that no accent mark can be taken from, and what people type for them. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i' };

const MAX_TEXT = 100;
const MAX_WORDS = 8;
/** A lexeme of PostgreSQL may not pass 2,046 bytes; no word anybody searches for is longer than this. */
const MAX_WORD = 60;

/** Words half the schools have: they would find everything, and fill the index for it. */
const COMMON = new Set(
  'scuola scuole istituto istituti di del della dei degli delle da in il lo la gli le al'.split(' '),
);
/** A common word on its way to being typed: nothing else in the lists begins like this. */
const COMMON_BEGINNING = /^(scuo|scuol|isti|istit|istitu|istitut)$/;

/** Small letters without accents, only letters and digits, as single words: "FORLI'-CESENA" and "Forlì Cesena" are one. */
export function foldWords(text: string): string[] {
  // Nearly all names of the lists are plain ASCII, and this is where an import spends its time.
  if (text.length <= MAX_WORD && /^[ -~]*$/.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const plain = text.toLowerCase().replace(/[ßæœøđłı]/gu, (letter) => PLAIN[letter] ?? letter);
  const words =
    plain
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => [...word].slice(0, MAX_WORD).join(''));
}

/** One spelling for comparing names. */
export function foldName(text: string): string {
  return foldWords(text).join(' ');
}

/**
 * The words under which a row is found, as PostgreSQL reads a tsvector; single letters and the commonest words do not
 * count. "D'ANNUNZIO" is found as "dannunzio" too.
 */
export function indexWords(texts: readonly (string | null)[]): string {
  const found: string[] = [];
  for (const text of texts) {
    if (text === null) continue;
    found.push(...foldWords(text));
    if (/['’]/.test(text)) found.push(...foldWords(text.replace(/['’]/g, '')));
  }
  return [...new Set(found.filter(tells))].join(' ');
}

/**
 * What a person typed, as a tsquery in which every word may be the beginning of one; empty when nothing can be
 * searched. Only letters and digits come through, so no text can break out of it.
 */
export function searchWords(text: string): string {
  const words = foldWords(text.slice(0, MAX_TEXT)).filter(tells).slice(0, MAX_WORDS);
  return words.map((word) => `'${word}':*`).join(' & ');
}

function tells(word: string): boolean {
  return (word.length > 1 || /\p{N}/u.test(word)) && !COMMON.has(word) && !COMMON_BEGINNING.test(word);
}
