/** How a password is judged: length, no use of one's own data, not one that is guessed early. No rule of composition. */
export interface PasswordRule {
  readonly least: number;
  /** Decimal logarithm of the guesses it must withstand. */
  readonly guessesLog10: number;
}

export const LONGEST_PASSWORD = 128;

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password is the only factor, eight beside a second one. */
export const ALONE: PasswordRule = { least: 15, guessesLog10: 10 };
export const WITH_SECOND_FACTOR: PasswordRule = { least: 8, guessesLog10: 8 };

export function passwordRule(hasSecondFactor: boolean): PasswordRule {
  return hasSecondFactor ? WITH_SECOND_FACTOR : ALONE;
}

/** Whether it has the length asked of who has nothing else to prove themselves with. */
export function standsAlone(typed: string): boolean {
  return [...normalizePassword(typed)].length >= ALONE.least;
}

export interface PasswordOwner {
  readonly fiscalCode: string;
  readonly surname: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly birthDate: string;
}

/** What makes a password easy to guess, in words that say how to do better. */
const WEAK_BECAUSE = {
  repetition: 'ripete le stesse lettere o le stesse parole',
  sequence: 'contiene una sequenza, come abcdef o 123456',
  keyboard: 'segue tasti vicini della tastiera, come qwerty',
  date: 'contiene una data o un anno',
  word: 'è fatta di parole o nomi molto comuni',
  none: 'è troppo semplice',
} as const;

export interface Guessing {
  judge(
    password: string,
    known: readonly string[],
  ): { readonly guessesLog10: number; readonly weakness: keyof typeof WEAK_BECAUSE };
  isCommon(password: string): boolean;
}

/** Words anybody attacking this portal would try first. */
const CONTEXT = [
  'polis',
  'istanze',
  'istanzeonline',
  'online',
  'ministero',
  'istruzione',
  'merito',
  'scuola',
  'docente',
  'supplenza',
  'supplenze',
  'graduatoria',
  'graduatorie',
  'password',
  'accesso',
  'codicepersonale',
  'concorso',
  'miur',
  'mim',
];

/** One spelling for every way of typing the same text; what is hashed and what is compared. */
export function normalizePassword(typed: string): string {
  return typed.normalize('NFKC');
}

/** Why the password is refused, in words that say how to do better; nothing when it is good. */
export function passwordFault(
  typed: string,
  owner: PasswordOwner,
  rule: PasswordRule,
  guessing: Guessing,
): string | undefined {
  const password = normalizePassword(typed);
  const length = [...password].length;
  if (length === 0) return 'Scrivi una nuova password.';
  if (length < rule.least) {
    return `La password ha ${length} caratteri: ne servono almeno ${rule.least}. Una frase di quattro parole va benissimo.`;
  }
  if (length > LONGEST_PASSWORD) return `La password è troppo lunga: al massimo ${LONGEST_PASSWORD} caratteri.`;
  const own = ownWords(owner);
  const words = [...own, ...CONTEXT];
  if (guessing.isCommon(password))
    return 'Questa password è tra le più usate al mondo: è la prima che si prova. Scegline un’altra.';
  if (remainder(password, own).length < rule.least / 2) {
    return 'La password è fatta quasi solo con i tuoi dati (nome, data di nascita, codice fiscale, e-mail): chi ti conosce la indovina. Usa parole che non parlano di te.';
  }
  if (remainder(password, words).length < rule.least / 2) {
    return 'La password è fatta quasi solo con parole di questo portale o della scuola: si indovina presto. Usa parole che non c’entrano.';
  }
  const { guessesLog10, weakness } = guessing.judge(password, words);
  if (guessesLog10 < rule.guessesLog10) {
    return `La password si indovina facilmente: ${WEAK_BECAUSE[weakness]}. Prova con quattro parole scelte a caso.`;
  }
  return undefined;
}

/** What an acquaintance knows, in the pieces one would type. */
export function ownWords(owner: PasswordOwner): string[] {
  const [year = '', month = '', day = ''] = owner.birthDate.split('-');
  const texts = [
    owner.fiscalCode,
    owner.username,
    owner.email,
    ...owner.email.split(/[@.]/),
    ...owner.username.split('.'),
    ...`${owner.surname} ${owner.name}`.split(/[\s'’-]+/),
    `${owner.name}${owner.surname}`,
    `${owner.surname}${owner.name}`,
    `${day}${month}${year}`,
    `${year}${month}${day}`,
    `${day}${month}${year.slice(2)}`,
    year,
  ];
  return [...new Set(texts.map(fold))].filter((word) => word.length >= 3);
}

/** Letters and digits left when the words are struck out, the longest first. */
function remainder(password: string, words: readonly string[]): string {
  let left = fold(password);
  for (const word of [...words].sort((one, other) => other.length - one.length)) left = left.replaceAll(word, ' ');
  return left.replaceAll(' ', '');
}

/** Small letters without accents, digits, nothing else. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
