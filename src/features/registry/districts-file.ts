import type { RegistryFile } from './import/read-csv.ts';
import { readCsv } from './import/read-csv.ts';

/** One line of the file: a municipality, or an institute, and the district it is in. */
export interface DistrictLine {
  readonly line: number;
  readonly district: string;
  readonly name: string;
  readonly province: string;
  /** Cadastral code of a municipality, or code of an institute. */
  readonly member: string;
}

export type DistrictsReading =
  | { readonly ok: true; readonly lines: readonly DistrictLine[] }
  | { readonly ok: false; readonly faults: readonly string[] };

const HEADER = ['distretto', 'denominazione', 'provincia', 'comune_o_istituto'] as const;
const SHAPES = [/^[A-Z0-9-]{2,20}$/, /^.{1,200}$/u, /^[A-Z]{2}$/, /^([A-Z]\d{3}|[A-Z0-9]{10})$/] as const;
const MOST_FAULTS = 50;

/** Reads the list of districts an office keeps. Nothing of a file with a fault is used. */
export async function readDistricts(file: RegistryFile): Promise<DistrictsReading> {
  const lines: DistrictLine[] = [];
  const faults: string[] = [];
  const seen = new Map<string, number>();
  let header = false;
  await readCsv(file, async (batch) => {
    for (const { line, cells } of batch) {
      const texts = cells.map((cell) => cell.trim());
      if (!header) {
        header = true;
        if (HEADER.some((name, index) => texts[index]?.toLowerCase() !== name)) {
          faults.push(`riga ${line}: la prima riga deve essere ${HEADER.join(',')}`);
        }
        continue;
      }
      const wrong = HEADER.find((_, index) => !(SHAPES[index] as RegExp).test(texts[index] ?? ''));
      const [district = '', name = '', province = '', member = ''] = texts;
      const first = seen.get(member);
      if (texts.length !== HEADER.length) faults.push(`riga ${line}: servono ${HEADER.length} colonne`);
      else if (wrong !== undefined) faults.push(`riga ${line}: la colonna ${wrong} non va bene`);
      else if (first !== undefined) faults.push(`riga ${line}: ${member} è già alla riga ${first}`);
      else lines.push({ line, district, name, province, member });
      seen.set(member, first ?? line);
      if (faults.length >= MOST_FAULTS) return;
    }
  });
  if (lines.length === 0 && faults.length === 0) faults.push('il file non ha righe');
  return faults.length > 0 ? { ok: false, faults } : { ok: true, lines };
}
