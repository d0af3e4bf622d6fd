import { capitalized, type TeachingClassGrade, type TeachingClassKind } from '../school.ts';
import { indexWords } from '../words.ts';
import { CellFault, codeLike, oneOf, optionalText, requiredText, yesNo } from './cell.ts';
import type { Places } from './places.ts';
import type { Cell, Row } from './tables.ts';

/** Reads one row of a list: its values, or the faults by position of the column. */
export type Reading = { readonly values: Row } | { readonly faults: readonly (readonly [number, string])[] };

/** Settles which cells of a row could not be taken; `positions` are those of their columns in the file. */
export function settle(cells: readonly (Cell | CellFault)[], positions: readonly number[]): Reading {
  if (cells.every(isGood)) return { values: cells };
  const faults = cells.flatMap((cell, index) =>
    cell instanceof CellFault ? [[positions[index] ?? 0, cell.message] as const] : [],
  );
  return { faults };
}

function isGood(cell: Cell | CellFault): cell is Cell {
  return typeof cell !== 'object' || cell === null;
}

export function countryRow(cells: readonly string[]): Reading {
  const [code = '', name = '', nameEn = '', current = '', ceased = ''] = cells;
  return settle(
    [
      codeLike(code, /^Z\d{3}$/, 'Z e tre cifre, per esempio Z129'),
      requiredText(name, 100),
      optionalText(nameEn, 100),
      yesNo(current) ?? new CellFault('il valore manca'),
      ceased.trim() === '' ? null : codeLike(ceased, /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, 'una data AAAA-MM-GG'),
    ],
    [0, 1, 2, 3, 4],
  );
}

const KINDS: ReadonlyMap<string, TeachingClassKind> = new Map([
  ['comune', 'common'],
  ['sostegno', 'support'],
  ['classe_A', 'class_a'],
  ['classe_B', 'class_b'],
  ['educativo', 'educator'],
]);

const GRADES: ReadonlyMap<string, TeachingClassGrade> = new Map([
  ['INFANZIA', 'nursery'],
  ['PRIMARIA', 'primary'],
  ['I_GRADO', 'lower'],
  ['II_GRADO', 'upper'],
  ['I_II_GRADO', 'lower_upper'],
  ['EDUCATIVO', 'educator'],
]);

export function teachingClassRow(cells: readonly string[]): Reading {
  const [code = '', name = '', kind = '', grade = '', note = ''] = cells;
  return settle(
    [
      codeLike(code, /^[A-Z0-9-]{4,5}( \(DPR \d+\/\d{4}\))?$/, 'un codice come A-22, AB56 o ADSS'),
      requiredText(name, 300),
      oneOf(kind, KINDS),
      oneOf(grade, GRADES),
      !note.startsWith('codice previgente'),
    ],
    [0, 1, 2, 3, 4],
  );
}

export function municipalityRow(cells: readonly string[], places: Places): Reading {
  const [code = '', name = '', istat = '', , province = '', provinceName = '', , region = '', , capital = ''] = cells;
  const reading = settle(
    [
      codeLike(code, /^[A-Z]\d{3}$/, 'una lettera e tre cifre, per esempio H501'),
      requiredText(name, 120),
      codeLike(istat, /^\d{6}$/, 'un codice ISTAT di 6 cifre'),
      codeLike(province, /^[A-Z]{2}$/, 'una sigla di due lettere'),
      requiredText(provinceName, 80),
      requiredText(region, 80),
      yesNo(capital) ?? new CellFault('il valore manca'),
    ],
    [0, 1, 2, 4, 5, 7, 9],
  );
  if ('faults' in reading) return reading;
  places.addMunicipality(code.trim(), province.trim(), provinceName);
  return { values: [...reading.values, 'istat', indexWords([name])] };
}

/** A province, with its office as a further row. Municipalities must have been read before, for the spelling of the name. */
export function provinceRow(cells: readonly string[], places: Places, addOffice: (row: Row) => void): Reading {
  const [region = '', name = '', prefix = '', code = ''] = cells;
  const reading = settle(
    [
      codeLike(code, /^[A-Z]{2}$/, 'una sigla di due lettere'),
      requiredText(name, 80),
      requiredText(region, 80),
      codeLike(prefix, /^[A-Z]{2}$/, 'le due lettere iniziali dei codici di scuola'),
    ],
    [3, 1, 0, 2],
  );
  if ('faults' in reading) return reading;
  const sigla = code.trim();
  const displayName = provinceName(name, places.officialName(sigla));
  places.addProvince(sigla, name);
  addOffice([`UST-${sigla}`, 'province', `Ufficio – Ambito territoriale di ${displayName}`, sigla, `AOOUSP${sigla}`]);
  return { values: [sigla, name.trim(), displayName, region.trim(), prefix.trim(), false] };
}

/** ISTAT writes accents and small letters, but some names differ ("Reggio di Calabria"): then the Ministry's stands. */
function provinceName(name: string, official: string | undefined): string {
  const same = official !== undefined && indexWords([official]) === indexWords([name]);
  return same ? official : capitalized(name.trim());
}
