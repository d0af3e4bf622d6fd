import { foldName, indexWords } from '../words.ts';
import type { Row } from './tables.ts';

/** Where rows go on their way to the database. */
export interface Sink {
  municipalities(row: Row): void;
  provinces(row: Row): void;
}

interface SpecialProvince {
  readonly code: string;
  readonly region: string;
}

/** They run their own schools, so the Ministry's list of provinces leaves them out. */
const AUTONOMOUS: Readonly<Record<string, SpecialProvince>> = {
  AOSTA: { code: 'AO', region: "VALLE D' AOSTA" },
  TRENTO: { code: 'TN', region: 'TRENTINO-ALTO ADIGE' },
  BOLZANO: { code: 'BZ', region: 'TRENTINO-ALTO ADIGE' },
};

export interface SchoolPlace {
  readonly municipalityCode: string;
  readonly municipalityName: string;
  readonly province: string;
  readonly provinceName: string;
  readonly region: string;
}

export type MunicipalityAnswer = 'known' | 'other province' | 'abolished' | 'unknown';

/** Provinces and municipalities the schools may name: of the database, of this import, and those schools make known. */
export class Places {
  /** Day of the list of municipalities, 'YYYY-MM-DD', when it is known. */
  asOf: string | null = null;
  readonly #provinces = new Map<string, string>();
  readonly #spelledAs = new Map<string, string | undefined>();
  readonly #municipalities = new Map<string, string>();
  readonly #provinceNames = new Map<string, string>();
  readonly #abolished = new Set<string>();

  addProvince(code: string, name: string): void {
    this.#provinces.set(foldName(name), code);
    this.#spelledAs.clear();
  }

  addMunicipality(code: string, province: string, provinceName: string): void {
    this.#municipalities.set(code, province);
    this.#provinceNames.set(province, provinceName);
  }

  /** The name of the province in the list of municipalities; of two languages, the Italian one. */
  officialName(province: string): string | undefined {
    return this.#provinceNames.get(province)?.split('/')[0];
  }

  /** The province the Ministry means by this name; the autonomous ones enter the database the first time they are met. */
  provinceNamed(name: string, sink: Sink): string | undefined {
    if (this.#spelledAs.has(name)) return this.#spelledAs.get(name);
    const code = this.#provinces.get(foldName(name)) ?? this.#learnAutonomous(name.trim(), sink);
    this.#spelledAs.set(name, code);
    return code;
  }

  #learnAutonomous(name: string, sink: Sink): string | undefined {
    const special = AUTONOMOUS[name];
    if (special === undefined) return undefined;
    this.#provinces.set(foldName(name), special.code);
    const displayName = name.charAt(0) + name.slice(1).toLowerCase();
    sink.provinces([special.code, name, displayName, special.region, special.code, true]);
    return special.code;
  }

  /** Looks a school's municipality up. One missing from a list younger than the school's data was abolished: it is kept. */
  checkMunicipality(place: SchoolPlace, schoolYear: string, sink: Sink): MunicipalityAnswer {
    const province = this.#municipalities.get(place.municipalityCode);
    if (province !== undefined) return province === place.province ? 'known' : 'other province';
    if (this.#abolished.has(place.municipalityCode)) return 'abolished';
    if (this.asOf === null || this.asOf < `${schoolYear.slice(0, 4)}-09-01`) return 'unknown';
    this.#abolished.add(place.municipalityCode);
    const { municipalityCode: code, municipalityName: name } = place;
    const words = indexWords([name]);
    sink.municipalities([code, name, null, place.province, place.provinceName, place.region, false, 'schools', words]);
    return 'abolished';
  }
}
