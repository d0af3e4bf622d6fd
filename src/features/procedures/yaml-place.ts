/** A text of a YAML file: where it is written, what it says, and the quotes it stands in. */
export interface WrittenText {
  /** From the first character of the value, quotes and block marks included, to the last. */
  readonly source: string;
  readonly quotes: 'none' | 'single' | 'double' | 'block';
  readonly value: string;
}

/**
 * How many characters into the source a place of the value stands. YAML folds lines and drops indentation, so what is
 * counted are the characters that are not blank.
 */
export function sourceOffset({ source, quotes, value }: WrittenText, offset: number): number {
  const wanted = value.slice(0, offset).replaceAll(/\s/g, '').length;
  const atEnd = value.slice(offset).trim() === '';
  let at = quotes === 'block' ? source.indexOf('\n') + 1 : quotes === 'none' ? 0 : 1;
  let end = at;
  for (let counted = 0; at < source.length && (counted < wanted || isBlank(source.charAt(at))); ) {
    const length = lengthAt(source, at, quotes);
    if (!isBlank(source.charAt(at))) {
      counted += 1;
      end = at + length;
    }
    at += length;
  }
  return atEnd ? end : at;
}

function isBlank(character: string): boolean {
  return /\s/.test(character);
}

/** One character of the value may take two of the source: `''` in single quotes, `\"` in double ones. */
function lengthAt(source: string, at: number, quotes: WrittenText['quotes']): number {
  const pair = source.slice(at, at + 2);
  return (quotes === 'single' && pair === "''") || (quotes === 'double' && pair.startsWith('\\')) ? 2 : 1;
}
