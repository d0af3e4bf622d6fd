import { type Choice, errorFor, type FieldError, SearchChoice, TextField } from '../../../ui/index.ts';
import type { Municipality } from '../declared-data.ts';

/** What the search for a municipality has brought up, without JavaScript. */
export interface MunicipalitySearch {
  readonly chosen: Municipality | undefined;
  readonly query: string;
  readonly results: readonly Municipality[] | undefined;
}

interface ContactFieldsProps {
  typed: { readonly street: string; readonly postalCode: string; readonly mobile: string; readonly phone: string };
  municipality: MunicipalitySearch;
  errors: readonly FieldError[];
}

export const MUNICIPALITIES_PATH = '/abilitazione/comuni';

export function municipalityChoice({ code, name, province }: Municipality): Choice {
  return { value: code, label: `${name} (${province})` };
}

/** Domicile and telephones, in the data form and in the profile. */
export function ContactFields({ typed, municipality, errors }: ContactFieldsProps) {
  const { chosen, query, results } = municipality;
  return (
    <>
      <TextField
        name="street"
        label="Via e numero civico"
        value={typed.street}
        autocomplete="street-address"
        maxlength={120}
        error={errorFor(errors, 'street')}
      />
      <SearchChoice
        name="municipality"
        label="Comune"
        hint="Scrivi le prime lettere e scegli dall’elenco."
        searchHref={MUNICIPALITIES_PATH}
        chosen={chosen && municipalityChoice(chosen)}
        query={query}
        results={results?.map(municipalityChoice)}
        error={errorFor(errors, 'municipality')}
      />
      <TextField
        name="postalCode"
        label="CAP"
        value={typed.postalCode}
        autocomplete="postal-code"
        inputmode="numeric"
        maxlength={10}
        width="short"
        error={errorFor(errors, 'postalCode')}
      />
      <TextField
        name="mobile"
        label="Cellulare"
        hint="Basta un numero, cellulare o fisso. Se è estero comincia con +."
        value={typed.mobile}
        inputmode="tel"
        autocomplete="tel"
        maxlength={30}
        width="medium"
        error={errorFor(errors, 'mobile')}
      />
      <TextField
        name="phone"
        label="Telefono fisso"
        value={typed.phone}
        inputmode="tel"
        autocomplete="home tel"
        maxlength={30}
        width="medium"
        optional
        error={errorFor(errors, 'phone')}
      />
    </>
  );
}
