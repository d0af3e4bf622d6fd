import type { EligibilityVerdict } from '../../../engines/procedure/index.ts';
import type { Frame, Place, Visitor } from '../../../ui/index.ts';
import { LinkButton, Page } from '../../../ui/index.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { type OfficeSentence, officeWords } from '../office-words.ts';
import type { Release } from '../release.ts';
import { tableChoices, tableName, tableSlug } from '../table-words.ts';
import { filingOf } from '../window.ts';
import { Acronyms } from './acronyms-part.tsx';
import { HowToBegin } from './begin-part.tsx';
import { Doubt } from './doubt.tsx';
import { asksForSomething, Needed } from './needed-part.tsx';
import { Afterwards, Neighbours } from './rules-around.tsx';
import { Texts, textPlace } from './texts-part.tsx';
import { stateWords, WayIn, WindowState } from './way-in.tsx';
import { Audience, Requirements } from './who-part.tsx';
import { Windows } from './windows.tsx';

export interface ProcedurePageProps {
  frame: Frame;
  visitor: Visitor | null;
  entry: CatalogueEntry;
  now: Date;
  /** How the requirements stand for who is logged in; nothing for a stranger. */
  verdicts?: readonly EligibilityVerdict[] | undefined;
  /** Asked for with everything open. */
  unfolded: boolean;
}

/** The public page of a procedure: who, when, what is needed, how to begin, points, who decides; and the way in. */
export function ProcedurePage({ frame, visitor, entry, now, verdicts, unfolded }: ProcedurePageProps) {
  const { release, windows } = entry;
  const { definition, procedureId } = release;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={definition.title}
      heading={definition.title}
      lead={definition.summary}
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
      ]}
      asideTitle={stateWords(windows, now)}
      aside={<WindowState windows={windows} procedureId={procedureId} now={now} />}
      index={{ path: `/procedure/${procedureId}`, places: placesOf(release), unfolded }}
    >
      <WayIn
        release={release}
        window={filingOf(windows)}
        visitor={visitor}
        registers={!frame.installation.digitalOnly}
      />
      <Audience definition={definition} />
      <Requirements definition={definition} verdicts={verdicts} />
      <Neighbours definition={definition} />
      <h2 id="quando">Quando</h2>
      <Windows windows={windows} now={now} />
      {asksForSomething(definition) && <Needed definition={definition} />}
      <HowToBegin definition={definition} />
      <PointsGiven release={release} />
      <h2 id="dopo">Chi decide e quando</h2>
      <Receives sentences={officeWords(definition)} />
      <Afterwards definition={definition} />
      {definition.trials && <TrialLinks procedureId={procedureId} visitor={visitor} />}
      <Texts texts={release.texts} />
      <Acronyms release={release} />
      <h2 id="regole">Le regole in vigore</h2>
      <p>
        Ogni domanda con il suo perché, i controlli, i punti con la norma e gli atti, nella versione che vale adesso.
      </p>
      <LinkButton href={`/procedure/${procedureId}/regole`} look="outline">
        Leggi tutte le regole
      </LinkButton>
    </Page>
  );
}

function placesOf({ definition, scoring, texts }: Release): readonly Place[] {
  return [
    { id: 'chi', label: 'Chi può presentarla' },
    { id: 'quando', label: 'Quando' },
    ...(asksForSomething(definition) ? [{ id: 'serve', label: 'Che cosa serve' }] : []),
    { id: 'come', label: 'Come si presenta' },
    ...(scoring === null ? [] : [{ id: 'punti', label: 'Come si danno i punti' }]),
    { id: 'dopo', label: 'Chi decide e quando' },
    ...(definition.trials === undefined ? [] : [{ id: 'inoltrata', label: 'Se hai già inoltrato la domanda' }]),
    ...texts.map(({ title }, index) => ({ id: textPlace(index), label: title })),
    { id: 'regole', label: 'Le regole in vigore' },
  ];
}

/** For who has filed already: the trials, the score, the ranking. One's own are not shown to who acts for another. */
function TrialLinks({ procedureId, visitor }: { procedureId: string; visitor: Visitor | null }) {
  return (
    <>
      <h2 id="inoltrata">Se hai già inoltrato la domanda</h2>
      <ul class="link-list">
        {visitor?.acting === undefined && (
          <li>
            <a href="/prove">Visualizza prove e punteggio del concorso</a>
          </li>
        )}
        <li>
          <a href={`/procedure/${procedureId}/esiti`}>Esiti pubblicati, per numero di candidato</a>
        </li>
        <li>
          <a href={`/procedure/${procedureId}/regole#prove`}>Come si svolgono le prove e chi passa alla seguente</a>
        </li>
      </ul>
    </>
  );
}

function Receives({ sentences }: { sentences: readonly OfficeSentence[] }) {
  const [only, ...others] = sentences;
  if (only !== undefined && others.length === 0) {
    return (
      <>
        <p>Riceve la domanda: {only.words}</p>
        <Doubt of={only.uncertain} />
      </>
    );
  }
  return (
    <>
      <p>Chi riceve la domanda:</p>
      <ul>
        {sentences.map(({ words, uncertain }) => (
          <li key={words}>
            {words}
            <Doubt of={uncertain} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PointsGiven({ release: { definition, scoring, procedureId } }: { release: Release }) {
  if (scoring === null) return null;
  return (
    <>
      <h2 id="punti">Come si danno i punti</h2>
      <p>I punti li calcola il portale da quello che dichiari, con queste tabelle. Prima di inoltrare li vedi.</p>
      <ul class="link-list">
        {[...new Set(tableChoices(definition, scoring).map(({ table }) => table))].map((table) => (
          <li key={table}>
            <a href={`/procedure/${procedureId}/regole/tabelle/${tableSlug(table)}`}>{tableName(scoring, table)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
