import { type CivilDate, formatDate } from '../../kernel/civil-date.ts';
import { romeDate } from '../../kernel/rome-time.ts';

/** A place in the protocol register: one gapless series per office and year. */
export interface RegisterNumber {
  readonly year: number;
  readonly number: number;
}

/** What identifies a registration to anybody (DPR 445/2000 art. 55). */
export interface StampParts extends RegisterNumber {
  readonly administration: string;
  /** Code of the organisational area (AOO) that keeps the register. */
  readonly registerCode: string;
  readonly officeName: string;
  readonly arrivedAt: Date;
}

const DIGITS = 7;
const WRITTEN = /^\s*0*(\d{1,9})\s*\/\s*(\d{4})\s*$/;

/**
 * The year whose series numbers an arrival: that of the day it arrived on in Rome, however late it is written down
 * (L. 241/1990 art. 18-bis: the date of the register is the date of presentation).
 */
export function registerYear(arrivedAt: Date): number {
  return Number(romeDate(arrivedAt).slice(0, 4));
}

/** "0000001/2027": seven digits at least (DPR 445/2000 art. 57). */
export function writeNumber({ number, year }: RegisterNumber): string {
  return `${String(number).padStart(DIGITS, '0')}/${year}`;
}

/** The number somebody typed, with or without its zeros; undefined when it is none. */
export function readNumber(text: string): RegisterNumber | undefined {
  const match = WRITTEN.exec(text);
  const number = Number(match?.[1]);
  return match === null || number < 1 || number > 2_147_483_647 ? undefined : { number, year: Number(match[2]) };
}

/** The register's stamp in one line: administration, area, office, register, number, date. */
export function stamp(parts: StampParts): string {
  const date: CivilDate = romeDate(parts.arrivedAt);
  return [
    parts.administration,
    `AOO ${parts.registerCode}`,
    parts.officeName,
    `Registro ufficiale ${parts.year}`,
    `n. ${writeNumber(parts)} del ${formatDate(date)}`,
  ].join(' · ');
}
