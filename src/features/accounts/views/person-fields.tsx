import { DateField, Details, errorFor, type FieldError, Radios, SearchChoice, TextField } from '../../../ui/index.ts';
import type { BirthPlace } from '../account.ts';
import type { PersonTyped } from '../person-form.ts';

export interface PlaceSearch {
  readonly query: string;
  readonly chosen?: BirthPlace | undefined;
  /** Found without JavaScript. */
  readonly found?: readonly BirthPlace[] | undefined;
  readonly total?: number | undefined;
}

export interface PersonFieldsProps {
  readonly errors: readonly FieldError[];
  readonly typed: PersonTyped;
  readonly place: PlaceSearch;
}

/** Who somebody is, as their health card says it. */
export function PersonFields({ errors, typed, place }: PersonFieldsProps) {
  const wrong = (field: keyof PersonTyped) => errorFor(errors, field);
  return (
    <>
      <TextField
        name="fiscalCode"
        label="Codice fiscale"
        hint="16 caratteri. Lo trovi sulla tessera sanitaria."
        value={typed.fiscalCode}
        error={wrong('fiscalCode')}
        autocomplete="off"
        maxlength={30}
        width="medium"
        capitals
        spellcheck={false}
      />
      <TextField
        name="surname"
        label="Cognome"
        hint="Il cognome di nascita, come sulla tessera sanitaria."
        value={typed.surname}
        error={wrong('surname')}
        autocomplete="family-name"
        maxlength={100}
        spellcheck={false}
      />
      <TextField
        name="name"
        label="Nome"
        hint="Tutti i tuoi nomi, come sulla tessera sanitaria."
        value={typed.name}
        error={wrong('name')}
        autocomplete="given-name"
        maxlength={100}
        spellcheck={false}
      />
      <DateField
        name="birthDate"
        label="Data di nascita"
        hint="Per esempio 7 3 1985."
        value={typed.birthDate}
        error={wrong('birthDate')}
        birthday
      />
      <Radios
        name="sex"
        label="Sesso"
        hint="Come sulla tessera sanitaria."
        choices={SEXES}
        value={typed.sex}
        error={wrong('sex')}
        inline
      />
      <BirthPlaceFields errors={errors} typed={typed} place={place} />
    </>
  );
}

const SEXES = [
  { value: 'F', label: 'Femmina' },
  { value: 'M', label: 'Maschio' },
];

function BirthPlaceFields({ errors, typed, place }: PersonFieldsProps) {
  const other = errorFor(errors, 'birthPlaceOther');
  return (
    <>
      <SearchChoice
        name="birthPlace"
        label="Luogo di nascita"
        hint="Scrivi il comune, con il nome che aveva quando sei nato, o lo Stato estero. Poi scegli una delle voci trovate."
        error={errorFor(errors, 'birthPlace')}
        searchHref="/registrazione/luoghi"
        query={place.query}
        chosen={place.chosen && choiceOf(place.chosen)}
        results={place.found?.map(choiceOf)}
        total={place.total}
      />
      <Details
        summary="Il mio luogo di nascita non è nell’elenco"
        open={other !== undefined || typed.birthPlaceOther !== ''}
      >
        <TextField
          name="birthPlaceOther"
          label="Nome del luogo di nascita"
          hint="Solo se non lo trovi con la ricerca, per esempio un comune che non esiste più."
          value={typed.birthPlaceOther}
          error={other}
          autocomplete="off"
          maxlength={100}
          optional
        />
      </Details>
    </>
  );
}

function choiceOf({ code, name, where }: BirthPlace) {
  return { value: code, label: `${name} (${where})` };
}
