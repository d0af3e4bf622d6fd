import type { Trial } from '../../../kernel/trial-rules.ts';
import { Actions, Button, errorFor, Form, LinkButton, Notice, Table, TextArea } from '../../../ui/index.ts';
import type { Candidate, Contest } from '../contest.ts';
import type { Change } from '../import-changes.ts';
import type { TrialImport } from '../import-store.ts';
import { paths } from '../office.ts';
import { numbersOf } from '../publishing.ts';
import type { Look } from './look.ts';
import { OfficePage } from './office-page.tsx';

interface PreviewPageProps {
  readonly look: Look;
  readonly contest: Contest;
  readonly trial: Trial;
  readonly file: TrialImport;
  readonly changes: readonly Change<object>[];
  /** Those who are to take the trial, and of whom nothing is known after this file either. */
  readonly absent: readonly Candidate[];
  /** Called with less notice than the rules want. */
  readonly soon: readonly Candidate[];
  /** An outcome that is decided and has not appeared yet is taken back by this file. */
  readonly recalls: boolean;
  readonly reason: string;
}

const MOST_SHOWN = 100;
const NEW = { convocations: 'Righe nuove', results: 'Righe nuove', papers: 'Elaborati nuovi' } as const;
const CONFIRMS = {
  convocations: 'Conferma e avvisa i candidati',
  results: 'Conferma i risultati',
  papers: 'Conferma gli elaborati',
} as const;

/** What a file would do, before it does it. */
export function PreviewPage({ look, contest, trial, file, changes, absent, soon, recalls, reason }: PreviewPageProps) {
  const count = (kind: Change<object>['kind']) => changes.filter((change) => change.kind === kind).length;
  const shown = changes.filter(({ kind }) => kind !== 'same');
  const corrects = count('changed') > 0;
  return (
    <OfficePage
      look={look}
      heading="Controlla prima di confermare"
      contest={contest}
      lead={`${trial.title}: ${file.filename}`}
    >
      <p>
        {NEW[file.kind]}: <strong class="figures">{count('new')}</strong>. Che cambiano un dato già importato:{' '}
        <strong class="figures">{count('changed')}</strong>. Uguali a prima:{' '}
        <strong class="figures">{count('same')}</strong>.
      </p>
      {absent.length > 0 && (
        <Notice kind="warning" title="Qualcuno resta fuori">
          {`Dopo questo file mancano ancora ${numbersOf(absent)}.`}
        </Notice>
      )}
      {soon.length > 0 && (
        <Notice kind="warning" title="Preavviso più breve del previsto">
          {`Fra la convocazione e la prova ci vogliono ${trial.notice_days} giorni (${trial.norm}). Ne hanno di meno ${numbersOf(soon)}.`}
        </Notice>
      )}
      {recalls && shown.length > 0 && (
        <Notice kind="warning" title="L’esito di questa prova è deciso e non è ancora uscito">
          Se confermi questo file la pubblicazione è annullata, e va chiesta di nuovo.
        </Notice>
      )}
      <Table
        caption={
          shown.length > MOST_SHOWN
            ? `Le prime ${MOST_SHOWN} righe che cambiano qualcosa`
            : 'Le righe che cambiano qualcosa'
        }
        rows={shown.slice(0, MOST_SHOWN)}
        empty="Il file non cambia niente: i dati ci sono già tutti."
        columns={[
          { label: 'Numero', heading: true, figures: true, cell: ({ candidate }) => String(candidate.number) },
          { label: 'Candidato', cell: ({ candidate }) => `${candidate.surname} ${candidate.name}` },
          { label: 'Prima', cell: ({ before }) => before ?? '–' },
          { label: 'Adesso', cell: ({ after }) => after },
        ]}
      />
      <Form action={paths.import(contest.id, file.id)} csrf={look.visitor?.csrf}>
        {corrects && (
          <TextArea
            name="reason"
            label="Perché cambi dati già importati"
            hint="Resta scritto accanto al file."
            value={reason}
            maxlength={2000}
            error={errorFor(look.errors, 'reason')}
          />
        )}
        <Actions>
          <Button>{CONFIRMS[file.kind]}</Button>
          <LinkButton href={paths.contest(contest.id)} look="outline">
            Lascia stare
          </LinkButton>
        </Actions>
      </Form>
    </OfficePage>
  );
}
