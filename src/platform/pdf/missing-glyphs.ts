/** Stands where a character should be that no bundled font has. */
const stand = '\u25a1';

/** The compiler quotes text twice: once as its own string, once inside the message. */
const complaint = /the text `\\?"((?:\\\\.|\\.|[^"\\])+?)\\?"`/g;

/** The pieces of text that the compiler said it cannot show or may not keep. */
export function unshowable(message: string): string[] {
  const found = Array.from(message.matchAll(complaint), ([, quoted]) => unquote(quoted ?? ''));
  return [...new Set(found)].filter((piece) => piece !== '' && piece !== stand);
}

function unquote(quoted: string): string {
  const plain = quoted.replaceAll('\\\\', '\\');
  return plain.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_all, hex?: string, letter?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return { n: '\n', r: '\r', t: '\t', '0': '\0' }[letter ?? ''] ?? letter ?? '';
  });
}

/** Control characters have no picture in any font, and some end the compiler's patience. */
const controls = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu;
const allowed = new Set(['\n', '\t']);

/** `value` with every piece, wherever it stands in a string, put down as □. Keys are ours and stay. */
export function withoutPieces(value: unknown, pieces: readonly string[]): unknown {
  return mapStrings(value, (text) => pieces.reduce((rest, piece) => rest.replaceAll(piece, stand), text));
}

/** `value` without characters that are no text at all, and which those were. */
export function withoutControls(value: unknown): { readonly value: unknown; readonly found: ReadonlySet<string> } {
  const found = new Set<string>();
  const clean = mapStrings(value, (text) =>
    text.replaceAll('\r\n', '\n').replace(controls, (character) => {
      if (allowed.has(character)) return character;
      found.add(character);
      return stand;
    }),
  );
  return { value: clean, found };
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}
