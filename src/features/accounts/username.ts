/** Letters no accent can be taken from, and how they are written in a user name. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i' };

/** `nome.cognome` in plain small letters: the first given name and the whole surname; always something. */
export function usernameBase(name: string, surname: string): string {
  const parts = [plain(name.trim().split(/\s+/u)[0] ?? ''), plain(surname)].filter((part) => part !== '');
  return parts.length === 0 ? 'utente' : parts.join('.');
}

/** The base itself, or with the first number nobody has: `mario.rossi`, `mario.rossi1`, `mario.rossi2`… */
export function freeUsername(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 1;
  while (taken.has(`${base}${number}`)) number++;
  return `${base}${number}`;
}

function plain(text: string): string {
  const written = text.toLowerCase().replace(/[ßæœøđłı]/gu, (letter) => WRITTEN_OUT[letter] ?? letter);
  return written
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
    .slice(0, 35);
}
