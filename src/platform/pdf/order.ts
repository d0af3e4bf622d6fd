/** One document to be pressed. */
export interface Order {
  /** The template's path from the checkout's folder: constant text of ours, e.g. `src/features/applications/receipt.typ`. */
  readonly template: string;
  /** What the template shows, as JSON. People's words belong here and nowhere else. */
  readonly data: unknown;
  /** Title of the file, which viewers show and screen readers speak. */
  readonly title: string;
  /** Written into the file: the same order gives the same bytes. */
  readonly createdAt: Date;
}

export interface Pressed {
  /** PDF/A-2a, tagged, in Italian. */
  readonly pdf: Uint8Array;
  /** What no bundled font can show and stands as □ in the document. */
  readonly replaced: readonly string[];
}

/** What goes to the press process and what comes back. */
export interface PressRequest extends Order {
  readonly standard: 'a-2a' | 'ua-1';
}

export type PressAnswer =
  | ({ readonly kind: 'pressed' } & Pressed)
  | { readonly kind: 'failed'; readonly reason: string };
