import type { Choice, Frame, Visitor } from '../../../ui/index.ts';
import { Actions, Button, CardList, Form, LinkButton, Page, Select, TextField } from '../../../ui/index.ts';
import { audiencesOf, type CatalogueEntry, type CatalogueQuestion, familiesOf, queryOf } from '../catalogue.ts';
import { AUDIENCES, FAMILIES, SEASONS, type Shelf } from '../catalogue-words.ts';
import { procedureCard } from './procedure-card.tsx';

interface CataloguePageProps {
  frame: Frame;
  visitor: Visitor | null;
  /** Everything that is published. */
  entries: readonly CatalogueEntry[];
  question: CatalogueQuestion;
  /** What answers the question. */
  results: readonly CatalogueEntry[];
  now: Date;
}

/** Every procedure, to be found by words, by who one is, by subject and by when. The address keeps what was asked. */
export function CataloguePage({ frame, visitor, entries, question, results, now }: CataloguePageProps) {
  const asked = queryOf(question) !== '';
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={asked ? `${countOf(results.length)} – Procedure` : 'Procedure'}
      heading="Procedure"
      lead="Tutte le domande che si presentano qui: quelle aperte, quelle in arrivo e quelle chiuse."
      breadcrumb={[{ href: '/', label: 'Inizio' }]}
      asideTitle="Calendario"
      aside={<Beside question={question} />}
    >
      <Filters entries={entries} question={question} />
      <h2 id="risultati">{countOf(results.length)}</h2>
      {asked && (
        <p>
          Hai cercato: {askedWords(question)}. <a href="/procedure">Togli tutti i filtri</a>
        </p>
      )}
      <CardList cards={results.map((entry) => procedureCard(entry, now))} empty={<Nothing question={question} />} />
    </Page>
  );
}

/** "Una procedura trovata", "12 procedure trovate". */
export function countOf(count: number): string {
  if (count === 0) return 'Nessuna procedura trovata';
  return count === 1 ? '1 procedura trovata' : `${count} procedure trovate`;
}

function Filters({ entries, question }: Pick<CataloguePageProps, 'entries' | 'question'>) {
  return (
    <Form action="/procedure" method="get" label="Cerca una procedura">
      <TextField
        name="cerca"
        label="Che cosa cerchi"
        hint="Per esempio: supplenze, pensione, 124/1999. Gli accenti non contano."
        value={question.words}
        maxlength={200}
      />
      <div class="filters">
        <Select
          name="chi"
          label="Chi sei"
          empty="Chiunque"
          width="full"
          choices={audiencesOf(entries, question.who).map(choiceOf)}
          value={question.who && AUDIENCES[question.who].slug}
        />
        <Select
          name="tema"
          label="Argomento"
          empty="Tutti"
          width="full"
          choices={familiesOf(entries, question.family).map(choiceOf)}
          value={question.family && FAMILIES[question.family].slug}
        />
        <Select
          name="quando"
          label="Quando"
          empty="Sempre"
          width="full"
          choices={Object.values(SEASONS).map(choiceOf)}
          value={question.season && SEASONS[question.season].slug}
        />
      </div>
      <Actions>
        <Button icon="it-search">Cerca le procedure</Button>
      </Actions>
    </Form>
  );
}

function choiceOf({ slug, label }: Shelf): Choice {
  return { value: slug, label };
}

function askedWords({ words, who, family, season }: CatalogueQuestion): string {
  return [
    words === '' ? [] : [`«${words}»`],
    who === undefined ? [] : [AUDIENCES[who].label],
    family === undefined ? [] : [FAMILIES[family].label],
    season === undefined ? [] : [SEASONS[season].label],
  ]
    .flat()
    .join(', ');
}

/** Nothing was found: what to try, with what was typed kept above. */
function Nothing({ question }: { question: CatalogueQuestion }) {
  const wider = queryOf({ ...question, season: undefined });
  return (
    <>
      Nessuna procedura risponde a quello che hai chiesto.{' '}
      {question.words !== '' && 'Prova con meno parole, o con una parola più comune. '}
      {question.season !== undefined && (
        <>
          Forse si apre più avanti: <a href={`/procedure${wider}`}>cerca in ogni periodo</a>.{' '}
        </>
      )}
      Oppure <a href="/procedure">vedi tutte le procedure</a> o <a href="/assistenza">chiedi all’assistenza</a>.
    </>
  );
}

function Beside({ question }: { question: CatalogueQuestion }) {
  const { who, family } = question;
  return (
    <>
      <p>Aperture e chiusure mese per mese, anche nel calendario del telefono.</p>
      <LinkButton href={`/procedure/calendario${queryOf({ who, family })}`} look="outline">
        Vedi il calendario
      </LinkButton>
    </>
  );
}
