import type { Registry } from '../registry/index.ts';
import type { BirthPlace, BirthPlaces } from './account.ts';

/** Municipalities (abolished ones too) and foreign states of the registry, as places of birth. */
export function birthPlacesOf(registry: Registry): BirthPlaces {
  return {
    search: async (text, limit) => {
      const [municipalities, countries] = await Promise.all([
        registry.searchMunicipalities(text, limit),
        registry.countries(),
      ]);
      const wanted = fold(text);
      const states = wanted === '' ? [] : countries.filter(({ name }) => wordsBegin(fold(name), wanted));
      const isExact = ({ name }: { name: string }) => fold(name) === wanted;
      const all = [
        ...municipalities.filter(isExact).map(ofMunicipality),
        ...states.map(ofCountry),
        ...municipalities.filter((place) => !isExact(place)).map(ofMunicipality),
      ];
      return { found: all.slice(0, limit), total: all.length };
    },
    byCode: async (code) => {
      if (!/^[A-Z]\d{3}$/.test(code)) return undefined;
      if (!code.startsWith('Z')) {
        const municipality = await registry.municipality(code);
        return municipality && ofMunicipality(municipality);
      }
      const country = await registry.country(code);
      return country && ofCountry(country);
    },
  };
}

function ofMunicipality(place: { code: string; name: string; provinceName: string; closed: boolean }): BirthPlace {
  const { code, name, provinceName, closed } = place;
  return { code, name, where: closed ? `${provinceName}, comune non più esistente` : provinceName };
}

function ofCountry({ code, name, current }: { code: string; name: string; current: boolean }): BirthPlace {
  return { code, name, where: current ? 'Stato estero' : 'Stato estero non più esistente' };
}

function wordsBegin(name: string, wanted: string): boolean {
  return name.startsWith(wanted) || name.includes(` ${wanted}`);
}

function fold(text: string): string {
  return text
    .slice(0, 100)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
