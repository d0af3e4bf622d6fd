/** Something in a file: where, and in Italian what. */
export interface Finding {
  readonly file: string;
  /** Line of the text, the header being 1; 0 = the file as a whole. */
  readonly line: number;
  /** Heading of the column. */
  readonly column: string | null;
  readonly message: string;
}

/** What an import did to one table. */
export interface TableChanges {
  readonly added: number;
  readonly changed: number;
  /** No longer in the list: kept, and marked closed. */
  readonly closed: number;
  readonly unchanged: number;
  /** Column → rows in which it changed; `closed_in` stands for rows that came back. */
  readonly columns: Readonly<Record<string, number>>;
  /** The first changed rows, with the columns that differ. */
  readonly examples: readonly { readonly code: string; readonly columns: readonly string[] }[];
}

export interface ImportedFile {
  readonly name: string;
  readonly kind: string;
  readonly rows: number;
  /** Of the bytes as given, compressed or not. */
  readonly sha256: string;
}

export interface ImportReport {
  /** False: there were faults and nothing at all was written. */
  readonly done: boolean;
  readonly files: readonly ImportedFile[];
  /** At most {@link MAX_FAULTS}. */
  readonly faults: readonly Finding[];
  /** Odd things the import put up with, at most {@link MAX_WARNINGS}; `warningCount` counts them all. */
  readonly warnings: readonly Finding[];
  readonly warningCount: number;
  readonly changes: Readonly<Record<string, TableChanges>>;
}

export const MAX_FAULTS = 50;
export const MAX_WARNINGS = 100;

/** Thrown inside the transaction so that all of it is undone; never leaves the import. */
export class ImportRefused extends Error {}

/** Gathers what is found while reading; says when it is no use going on. */
export class Findings {
  readonly faults: Finding[] = [];
  readonly warnings: Finding[] = [];
  warningCount = 0;

  fault(finding: Finding): void {
    this.faults.push(finding);
    if (this.faults.length >= MAX_FAULTS) throw new ImportRefused('too many faults');
  }

  warn(finding: Finding): void {
    this.warningCount += 1;
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(finding);
  }

  get refused(): boolean {
    return this.faults.length > 0;
  }
}
