/** Something wrong with one posted field, in the words shown beside it and in the summary on top. */
export interface FieldError {
  field: string;
  message: string;
}

export type Posted = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 10_000;

/** A posted form as it arrived: hostile until read. Reading never throws; what is wrong with the sending itself is in `faults`. */
export class Form {
  readonly #posted: Posted;
  readonly faults: FieldError[] = [];

  constructor(posted: unknown) {
    this.#posted = isRecord(posted) ? posted : {};
    for (const [field, value] of Object.entries(this.#posted)) this.#inspect(field, value);
  }

  /** The text of a field, '' when missing; of a field sent twice, the last one (and a fault is noted). */
  text(field: string): string {
    const value = Object.hasOwn(this.#posted, field) ? this.#posted[field] : undefined;
    const last = Array.isArray(value) ? value.at(-1) : value;
    return typeof last === 'string' ? last.replaceAll('\u0000', '').slice(0, LONGEST_TEXT) : '';
  }

  /** The texts of a field that may be chosen several times. */
  texts(field: string): string[] {
    const value = Object.hasOwn(this.#posted, field) ? this.#posted[field] : undefined;
    const all = Array.isArray(value) ? value : [value];
    return all
      .filter((one) => typeof one === 'string')
      .map((one) => one.replaceAll('\u0000', '').slice(0, LONGEST_TEXT));
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#posted, field);
  }

  checked(field: string): boolean {
    return this.text(field) !== '';
  }

  /** Everything that was posted, for engines that read it field by field. */
  get posted(): Posted {
    return this.#posted;
  }

  /** Notes a field that may come only once and came several times. */
  single(...fields: string[]): FieldError[] {
    return fields
      .filter((field) => Array.isArray(this.#posted[field]))
      .map((field) => ({ field, message: 'Questo campo è arrivato più volte: scrivilo una volta sola e riprova.' }));
  }

  #inspect(field: string, value: unknown): void {
    const texts = Array.isArray(value) ? value : [value];
    if (texts.some((text) => typeof text === 'string' && text.length > LONGEST_TEXT)) {
      this.faults.push({ field, message: `Il testo è troppo lungo: scrivi al massimo ${LONGEST_TEXT} caratteri.` });
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
