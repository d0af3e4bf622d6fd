import { gradesOfCode, type SchoolSource } from '../school.ts';
import { indexWords } from '../words.ts';
import { CellFault, codeLike, isMissing, optionalText, requiredText, shown, yesNo } from './cell.ts';
import { columnsOf } from './layout.ts';
import type { Places, SchoolPlace, Sink } from './places.ts';
import { type Reading, settle } from './reference-rows.ts';
import type { Row } from './tables.ts';

const SCHOOL_CODE = /^[A-Z]{2}[A-Z0-9]{8}$/;
const MUNICIPALITY_CODE = /^[A-Z]\d{3}$/;
const EXAMPLE = 'un codice meccanografico di 10 caratteri, per esempio MIPC01000C';

/** What reading a school may tell besides its values. */
export interface SchoolNotes extends Sink {
  warn(column: string, message: string): void;
  institute(code: string, name: string | null, province: string, source: SchoolSource, own: boolean): void;
}

/** The columns in the order their values are written, twice the code: it also stands where the source goes. */
const COLUMNS = [
  'CODICESCUOLA',
  'CODICESCUOLA',
  'ANNOSCOLASTICO',
  'AREAGEOGRAFICA',
  'REGIONE',
  'PROVINCIA',
  'CODICEISTITUTORIFERIMENTO',
  'DENOMINAZIONESCUOLA',
  'INDIRIZZOSCUOLA',
  'CAPSCUOLA',
  'CODICECOMUNESCUOLA',
  'DESCRIZIONECOMUNE',
  'DESCRIZIONECARATTERISTICASCUOLA',
  'DESCRIZIONETIPOLOGIAGRADOISTRUZIONESCUOLA',
  'INDICAZIONESEDEDIRETTIVO',
  'INDICAZIONESEDEOMNICOMPRENSIVO',
  'INDIRIZZOEMAILSCUOLA',
  'INDIRIZZOPECSCUOLA',
  'SITOWEBSCUOLA',
  'SEDESCOLASTICA',
  'DENOMINAZIONEISTITUTORIFERIMENTO',
] as const;

/** Reads the rows of one list of schools: the columns are found by name, so the four layouts share one reader. */
export class SchoolReader {
  readonly #source: SchoolSource;
  readonly #places: Places;
  readonly #notes: SchoolNotes;
  /** Where each of COLUMNS stands in this list; -1 when the list does not have it. */
  readonly #positions: readonly number[];
  readonly #words = new SchoolWords();
  #schoolYear: string | undefined;

  constructor(source: SchoolSource, places: Places, notes: SchoolNotes) {
    const present = columnsOf(source);
    this.#source = source;
    this.#places = places;
    this.#notes = notes;
    this.#positions = COLUMNS.map((column) => present.indexOf(column));
  }

  read(cells: readonly string[]): Reading {
    const reading = settle(
      [
        codeLike(this.#cell(cells, 0), SCHOOL_CODE, EXAMPLE),
        this.#source,
        this.#year(this.#cell(cells, 2)),
        requiredText(this.#cell(cells, 3), 40),
        requiredText(this.#cell(cells, 4), 40),
        this.#province(this.#cell(cells, 5)),
        this.#optionalCode(this.#cell(cells, 6)),
        optionalText(this.#cell(cells, 7), 250),
        optionalText(this.#cell(cells, 8), 150),
        this.#postalCode(this.#cell(cells, 9)),
        codeLike(this.#cell(cells, 10), MUNICIPALITY_CODE, 'un codice catastale, per esempio H501'),
        requiredText(this.#cell(cells, 11), 80),
        optionalText(this.#cell(cells, 12), 60),
        optionalText(this.#cell(cells, 13), 100),
        yesNo(this.#cell(cells, 14)),
        this.#optionalCode(this.#cell(cells, 15)),
        optionalText(this.#cell(cells, 16), 254),
        optionalText(this.#cell(cells, 17), 254),
        optionalText(this.#cell(cells, 18), 254),
        yesNo(this.#cell(cells, 19)),
        optionalText(this.#cell(cells, 20), 250),
      ],
      this.#positions,
    );
    return 'faults' in reading ? reading : this.#complete(reading.values, this.#cell(cells, 5));
  }

  #cell(cells: readonly string[], index: number): string {
    return cells[this.#positions[index] ?? -1] ?? '';
  }

  /** What depends on several cells that are good each for itself. */
  #complete(values: Row, provinceName: string): Reading {
    const [code, , schoolYear, , region, province] = values as readonly string[] as Texts;
    const instituteCode = values[6] as string | null;
    const instituteName = values[20] as string | null;
    const place: SchoolPlace = {
      municipalityCode: values[10] as string,
      municipalityName: values[11] as string,
      province,
      provinceName: provinceName.trim(),
      region,
    };
    const fault = this.#checkPlace(place, schoolYear);
    if (fault !== undefined) return { faults: [[this.#positions[10] ?? 0, fault]] };
    const grades = gradesOfCode(code);
    if (grades === undefined)
      this.#notes.warn('CODICESCUOLA', `«${code}»: tipo di scuola sconosciuto («${code.slice(2, 4)}»)`);
    if (instituteCode !== null) {
      this.#notes.institute(instituteCode, instituteName, province, this.#source, instituteCode === code);
    }
    const words = this.#words.of(values[7] as string | null, [
      instituteName,
      place.municipalityName,
      values[13] as string | null,
    ]);
    return { values: [...values.slice(0, 20), `{${(grades ?? []).join(',')}}`, words] };
  }

  #checkPlace(place: SchoolPlace, schoolYear: string): string | undefined {
    const { municipalityCode: code, municipalityName: name } = place;
    switch (this.#places.checkMunicipality(place, schoolYear, this.#notes)) {
      case 'known':
        return undefined;
      case 'unknown':
        return `il comune ${code} («${shown(name)}») non è nell’elenco dei comuni: importa prima un elenco aggiornato`;
      case 'abolished':
        this.#notes.warn(
          'CODICECOMUNESCUOLA',
          `il comune ${code} («${shown(name)}») non esiste più: tenuto come comune soppresso`,
        );
        return undefined;
      case 'other province':
        this.#notes.warn('PROVINCIA', `il comune ${code} («${shown(name)}») risulta di un’altra provincia`);
        return undefined;
    }
  }

  #year(cell: string): string | CellFault {
    if (cell === this.#schoolYear) return `${cell.slice(0, 4)}/${cell.slice(4)}`;
    const digits = cell.trim();
    const start = Number(digits.slice(0, 4));
    if (!/^\d{6}$/.test(digits) || (start + 1) % 100 !== Number(digits.slice(4))) {
      return new CellFault(`«${shown(cell)}» non è un anno scolastico: ci vogliono 6 cifre, per esempio 202526`);
    }
    this.#schoolYear ??= digits;
    if (digits === this.#schoolYear) return `${digits.slice(0, 4)}/${digits.slice(4)}`;
    return new CellFault(`anno scolastico ${digits}, ma il file comincia con ${this.#schoolYear}`);
  }

  #province(cell: string): string | CellFault {
    const code = this.#places.provinceNamed(cell, this.#notes);
    return (
      code ??
      new CellFault(
        `la provincia «${shown(cell)}» non è nell’elenco delle province: importa prima un elenco aggiornato`,
      )
    );
  }

  #optionalCode(cell: string): string | null | CellFault {
    return isMissing(cell) ? null : codeLike(cell, SCHOOL_CODE, EXAMPLE);
  }

  /** The real lists hold a few unfinished ones ("0907", "-----"): good for nothing, but no reason to refuse the school. */
  #postalCode(cell: string): string | null | CellFault {
    if (isMissing(cell)) return null;
    const code = cell.trim();
    if (/^\d{5}$/.test(code)) return code;
    if (!/^(\d{1,4}|[-.]{1,5})$/.test(code)) return new CellFault(`«${shown(cell)}» non è un CAP: ci vogliono 5 cifre`);
    this.#notes.warn('CAPSCUOLA', `CAP incompleto («${shown(cell)}»): tenuto come mancante`);
    return null;
  }
}

/** The first columns, which are never missing. */
type Texts = readonly [string, string, string, string, string, string];

/** The words a school is found under; its code has an index of its own. Institutes, municipalities and kinds repeat, so theirs are made once. */
class SchoolWords {
  readonly #made = new Map<string, string>();

  of(name: string | null, repeated: readonly (string | null)[]): string {
    const words = name === null ? [] : [indexWords([name])];
    for (const text of repeated) if (text !== null) words.push(this.#once(text));
    // Words that come twice are dropped by the database.
    return words.join(' ');
  }

  #once(text: string): string {
    const made = this.#made.get(text) ?? indexWords([text]);
    this.#made.set(text, made);
    return made;
  }
}
