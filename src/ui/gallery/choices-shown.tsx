import { Checkbox } from '../form/checkbox.tsx';
import { Checkboxes, Radios } from '../form/choices.tsx';
import { Form } from '../form/form.tsx';
import { SearchChoice } from '../form/search-choice.tsx';
import { Select } from '../form/select.tsx';
import { errorFor } from '../frame/error-summary.tsx';
import type { FieldError } from '../frame/frame.ts';
import { Button } from '../parts/buttons.tsx';
import { DecidePublication } from '../parts/publication.tsx';

const tiers = [
  { value: '1', label: 'Prima fascia', hint: 'Hai l’abilitazione per questa classe di concorso.' },
  { value: '2', label: 'Seconda fascia', hint: 'Hai il titolo di studio, ma non l’abilitazione.' },
];

const regions = ['Abruzzo', 'Basilicata', 'Calabria', 'Campania', 'Emilia-Romagna', 'Friuli-Venezia Giulia', 'Lazio'];

const schools = [
  { value: 'AVIC80100A', label: 'IC «Rita Levi-Montalcini»', hint: 'AVIC80100A, Borgo Arvella' },
  { value: 'AVIC80200B', label: 'IC «Don Lorenzo Milani»', hint: 'AVIC80200B, Ponte Arvella' },
];

export function ChoicesShown({ errors }: { errors: readonly FieldError[] }) {
  return (
    <section aria-labelledby="gallery-choices">
      <h2 id="gallery-choices">Campi da scegliere</h2>
      <Form action="/_ui" csrf="gallery" label="Campi da scegliere">
        <Radios name="shown-tier" label="Fascia" choices={tiers} error={errorFor(errors, 'shown-tier')} />
        <Radios
          name="shown-abroad"
          label="Il titolo è stato conseguito all’estero?"
          inline
          value="no"
          choices={[
            { value: 'yes', label: 'Sì' },
            { value: 'no', label: 'No' },
          ]}
        />
        <Select
          name="shown-region"
          label="Regione"
          choices={regions.map((region) => ({ value: region, label: region }))}
          value="Campania"
        />
        <Checkboxes
          name="shown-languages"
          label="Lingue certificate"
          hint="Scegli tutte quelle che hai."
          values={['en']}
          optional
          choices={[
            { value: 'en', label: 'Inglese' },
            { value: 'fr', label: 'Francese' },
            { value: 'de', label: 'Tedesco' },
          ]}
        />
        <SearchChoice
          name="shown-school"
          label="Scuola"
          hint="Cerca per nome, codice o comune."
          searchHref="/scuole"
          chosen={schools[0]}
          query="arvella"
          results={schools}
          total={31}
        />
        <Checkbox
          name="shown-truth"
          label="Dichiaro che quanto scritto è vero"
          hint="Chi dichiara il falso ne risponde penalmente."
          checked
        />
        <Button look="outline">Salva le scelte</Button>
      </Form>
      <DecidePublication
        visitor={null}
        errors={errors}
        action="/_ui"
        request={{
          id: '019b0000-0000-7000-8000-000000000001',
          asker: 'Maria Bevilacqua',
          note: 'Il decreto è cambiato.',
        }}
        barred={undefined}
        publishes="Pubblico: è in vigore da subito"
        reason=""
      />
    </section>
  );
}
