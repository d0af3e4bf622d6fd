import { entryTitle, type ListSection, type Prefill } from '../../../engines/procedure/index.ts';
import { Actions, Button, Checkboxes, Details, Form, LinkButton } from '../../../ui/index.ts';
import { paths } from '../opened.ts';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

interface TakingPageProps {
  readonly sheet: SheetModel;
  readonly section: ListSection;
  readonly found: readonly Prefill[];
  /** Ids of what was ticked before it was refused. */
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly back: string;
}

/** Choosing what to take from the dossier into one list: what each gives, what it lacks, what is there already. */
export function TakingPage({ sheet, section, found, chosen, error, back }: TakingPageProps) {
  const { id } = sheet.opened.application;
  const list = paths.section(id, section.id);
  const there = found.filter(({ item }) => item !== undefined);
  const unfit = found.filter(({ item, unfit: why }) => item === undefined && why !== undefined);
  const free = found.filter((each) => !there.includes(each) && !unfit.includes(each));
  return (
    <Sheet
      sheet={sheet}
      title={`Prendi dal fascicolo – ${section.title}`}
      heading="Prendi dal fascicolo"
      lead={`Quello che hai già dichiarato in altre domande: scegli che cosa portare in «${section.title}».`}
      trail={[{ href: list, label: section.title }]}
      errors={error === undefined ? [] : [{ field: 'entry', message: error }]}
    >
      {free.length === 0 ? (
        <p>Nel fascicolo non c’è altro da portare in questa sezione.</p>
      ) : (
        <Form action={`${list}/fascicolo`} csrf={sheet.visitor?.csrf} hidden={{ torna: back }}>
          <Checkboxes
            name="entry"
            label="Che cosa prendi"
            hint="Puoi sceglierne più di una. Dopo le controlli e le cambi come le altre."
            choices={free.map((each) => ({
              value: each.entry.id,
              label: entryTitle(each.entry),
              hint: <Gives prefill={each} />,
            }))}
            values={chosen}
            error={error}
          />
          <Actions>
            <Button>Porta nella domanda</Button>
            <LinkButton href={list} look="outline">
              Torna alla sezione
            </LinkButton>
          </Actions>
        </Form>
      )}
      {there.length > 0 && (
        <>
          <h2>Già in questa sezione</h2>
          <ul>
            {there.map(({ entry, item }) => (
              <li key={entry.id}>
                <a href={paths.record(id, section.id, item ?? '')}>{entryTitle(entry)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {unfit.length > 0 && (
        <Details summary={`Nel fascicolo, ma non per questa sezione: ${unfit.length}`}>
          <ul>
            {unfit.map(({ entry, unfit: why }) => (
              <li key={entry.id}>
                {entryTitle(entry)}. {why}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {free.length === 0 && (
        <Actions>
          <LinkButton href={list} look="outline">
            Torna alla sezione
          </LinkButton>
        </Actions>
      )}
    </Sheet>
  );
}

/** What comes with an entry, what must still be answered, and what cannot be carried, with the reason. */
function Gives({ prefill: { missing, left } }: { prefill: Prefill }) {
  return (
    <>
      {missing.length === 0 ? 'Completa.' : `Da completare dopo: ${missing.map((label) => `«${label}»`).join(', ')}.`}
      {left.map(({ label, why }) => (
        <span key={label}>
          {' '}
          Non si riprende «{label}»: {why.replace(/\.$/, '')}.
        </span>
      ))}
    </>
  );
}
