import { Actions, Button, errorFor, Form, Instant, NumberField, Table, TextField } from '../../../ui/index.ts';
import type { Candidate, Contest } from '../contest.ts';
import { candidateCount, MERIT } from '../contest.ts';
import type { TrialImport } from '../import-store.ts';
import { paths } from '../office.ts';
import { publicationState, type TrialPublication } from '../publication.ts';
import type { TrialProgress } from '../trial-store.ts';
import type { Look } from './look.ts';
import { OfficePage } from './office-page.tsx';

interface ContestPageProps {
  readonly look: Look;
  readonly contest: Contest;
  readonly candidates: readonly Candidate[];
  readonly progress: readonly TrialProgress[];
  readonly imports: readonly TrialImport[];
  readonly publications: readonly TrialPublication[];
  readonly now: Date;
  /** What was typed about the posts. */
  readonly typed: { readonly posts: string; readonly reason: string };
}

/** One competition as its office runs it: posts, candidates, each trial with what is to be done next. */
export function ContestPage(props: ContestPageProps) {
  const { look, contest, candidates, progress, imports, publications, typed, now } = props;
  const gone = candidates.filter((each) => each.gone).length;
  return (
    <OfficePage
      look={look}
      heading={contest.title}
      contest={contest}
      first
      lead={`${contest.release.definition.title}. ${candidateCount(candidates.length)}${gone === 0 ? '' : `, di cui ${gone} ${gone === 1 ? 'ritirato' : 'ritirati'}`}.`}
    >
      <h2>Le prove</h2>
      <Table
        caption="Prove di questo concorso"
        captionHidden
        rows={progress}
        columns={[
          { label: 'Prova', heading: true, cell: ({ trial }) => trial.title },
          { label: 'Devono farla', figures: true, cell: ({ called }) => String(called) },
          { label: 'Convocati', figures: true, cell: ({ convened }) => String(convened) },
          { label: 'Risultati', figures: true, cell: ({ results }) => String(results) },
          { label: 'Elaborati', figures: true, cell: ({ papers }) => String(papers) },
          {
            label: 'Esito',
            cell: ({ publishedAt }) => (publishedAt === null ? 'non pubblicato' : <Instant at={publishedAt} />),
          },
          { label: 'Da fare', cell: ({ trial }) => <Steps contest={contest} id={trial.id} title={trial.title} /> },
        ]}
      />
      <p>
        <a href={paths.publication(contest.id, MERIT)}>Graduatoria di merito</a>: si pubblica dopo l’esito di tutte le
        prove.
      </p>
      <Posts look={look} contest={contest} typed={typed} />
      <h2>L’elenco dei candidati</h2>
      <p>Numero, cognome, nome e codice fiscale, in un file da completare e importare. Chi lo scarica resta scritto.</p>
      <Form action={paths.candidates(contest.id)} csrf={look.visitor?.csrf} label="Elenco dei candidati">
        <Actions>
          <Button look="outline">Scarica l’elenco (CSV)</Button>
        </Actions>
      </Form>
      <History contest={contest} imports={imports} publications={publications} now={now} />
    </OfficePage>
  );
}

function Steps({ contest, id, title }: { contest: Contest; id: string; title: string }) {
  return (
    <ul class="link-list">
      <li>
        <a href={paths.convocations(contest.id, id)}>
          Importa le convocazioni<span class="visually-hidden"> di {title}</span>
        </a>
      </li>
      <li>
        <a href={paths.results(contest.id, id)}>
          Importa i risultati<span class="visually-hidden"> di {title}</span>
        </a>
      </li>
      <li>
        <a href={paths.papers(contest.id, id)}>
          Carica gli elaborati<span class="visually-hidden"> di {title}</span>
        </a>
      </li>
      <li>
        <a href={paths.publication(contest.id, id)}>
          Pubblica l’esito<span class="visually-hidden"> di {title}</span>
        </a>
      </li>
    </ul>
  );
}

function Posts({ look, contest, typed }: Pick<ContestPageProps, 'look' | 'contest' | 'typed'>) {
  return (
    <>
      <h2>I posti</h2>
      <Form action={paths.posts(contest.id)} csrf={look.visitor?.csrf} label="Posti a concorso">
        <NumberField
          name="posts"
          label="Posti a concorso"
          hint="Quelli del bando per questa regione e questa procedura. Da qui dipende quanti sono ammessi alla prova dopo."
          value={typed.posts}
          error={errorFor(look.errors, 'posts')}
        />
        <TextField
          name="reason"
          label="Perché cambiano"
          hint="Solo se avevi già scritto un altro numero: l’atto che li cambia."
          value={typed.reason}
          optional
          error={errorFor(look.errors, 'reason')}
        />
        <Actions>
          <Button look="outline">Salva i posti</Button>
        </Actions>
      </Form>
    </>
  );
}

const KINDS = { convocations: 'Convocazioni', results: 'Risultati', papers: 'Elaborati' } as const;
const STATE_WORDS = {
  asked: 'Aspetta una seconda persona',
  refused: 'Rifiutato',
  superseded: 'Superato da dati nuovi',
  scheduled: 'Deciso, non è ancora uscito',
  published: 'Pubblicato',
  recalled: 'Annullato prima di uscire',
} as const;

type HistoryProps = Pick<ContestPageProps, 'contest' | 'imports' | 'publications' | 'now'>;

function History({ contest, imports, publications, now }: HistoryProps) {
  const title = (trial: string | null) =>
    trial === null ? 'Graduatoria di merito' : (contest.trials.find(({ id }) => id === trial)?.title ?? trial);
  return (
    <>
      <h2>Che cosa è stato fatto</h2>
      <Table
        caption="File importati"
        rows={imports}
        empty="Nessun file è stato importato."
        columns={[
          { label: 'File', heading: true, cell: ({ filename }) => filename },
          { label: 'Che cosa', cell: ({ kind, trial }) => `${KINDS[kind]}: ${title(trial)}` },
          { label: 'Da chi', cell: ({ uploader }) => uploader },
          { label: 'Quando', cell: ({ confirmedAt }) => confirmedAt && <Instant at={confirmedAt} /> },
          { label: 'Motivo', cell: ({ reason }) => reason ?? '–' },
        ]}
      />
      <Table
        caption="Pubblicazioni"
        rows={publications}
        empty="Niente è stato pubblicato."
        columns={[
          { label: 'Che cosa', heading: true, cell: ({ trial }) => title(trial) },
          { label: 'Chiesta da', cell: ({ asker, note }) => `${asker}: «${note}»` },
          {
            label: 'Esito',
            cell: (each) => {
              const why = each.recallReason ?? each.reason;
              return `${STATE_WORDS[publicationState(each, now)]}${why === null ? '' : `: «${why}»`}`;
            },
          },
          { label: 'Da chi', cell: ({ decider, recaller }) => recaller ?? decider ?? '–' },
          {
            label: 'Quando',
            cell: ({ askedAt, decidedAt, recalledAt }) => <Instant at={recalledAt ?? decidedAt ?? askedAt} />,
          },
          { label: 'Esce', cell: ({ appearsAt }) => (appearsAt === null ? '–' : <Instant at={appearsAt} />) },
        ]}
      />
    </>
  );
}
