import { Actions, Button, DateField, Form, Instant, Notice, Table, TextArea, TextField } from '../../../ui/index.ts';
import type { Release, TimedWindow } from '../../procedures/index.ts';
import { paths } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

/** What was typed, as it was typed. */
export interface TypedWindow {
  readonly opensDay: string;
  readonly opensTime: string;
  readonly closesDay: string;
  readonly closesTime: string;
  readonly reason: string;
  readonly authority: string;
  readonly number: string;
  readonly actDay: string;
}

interface WindowPageProps {
  readonly look: Look;
  readonly release: Release;
  readonly windows: readonly TimedWindow[];
  /** The one that is looked at. */
  readonly window: TimedWindow | undefined;
  readonly inside: number;
  readonly typed: TypedWindow;
}

/** One window: as it stands, the acts that moved it, a new act; and the way to the others. */
export function WindowPage(props: WindowPageProps) {
  const { look, release, windows, window, inside } = props;
  return (
    <MinistryPage look={look} heading="Finestre e atti" procedure={release.procedureId}>
      {windows.length > 1 && <Others release={release} windows={windows} window={window} />}
      {window === undefined ? (
        <p>Questa versione non ha finestre.</p>
      ) : (
        <>
          <h2>{window.title}</h2>
          <p>
            {PHASES[window.phase]} Si apre <Instant at={window.opensAt} />; si chiude <Instant at={window.closesAt} />.
          </p>
        </>
      )}
      {window?.kind === 'filing' && <p>{insideWords(inside)} una domanda cominciata e non inoltrata.</p>}
      <h2>Gli atti</h2>
      <Table
        caption="Atti che hanno spostato la finestra"
        captionHidden
        empty="Nessun atto: vale quello che dice la procedura."
        columns={[
          {
            label: 'Deciso',
            heading: true,
            cell: ({ decidedAt, decidedBy }) => (
              <>
                <Instant at={decidedAt} />, {decidedBy}
              </>
            ),
          },
          { label: 'Si apre', cell: ({ opensAt }) => <Instant at={opensAt} /> },
          { label: 'Si chiude', cell: ({ closesAt }) => <Instant at={closesAt} /> },
          { label: 'Motivo', cell: ({ reason }) => reason },
          {
            label: 'Atto',
            cell: ({ evidence }) =>
              evidence ? `${evidence.authority}, n. ${evidence.number} del ${evidence.date}` : 'non indicato',
          },
        ]}
        rows={window?.acts ?? []}
      />
      {window !== undefined && <NewAct {...props} />}
    </MinistryPage>
  );
}

/** The windows by title, each with its own page: one for each kind, and for each category of people. */
function Others({ release, windows, window: here }: Pick<WindowPageProps, 'release' | 'windows' | 'window'>) {
  return (
    <ul class="link-list">
      {windows.map(({ id, title, opensAt, closesAt }) => (
        <li key={id}>
          {id === here?.id ? <strong>{title}</strong> : <a href={paths.window(release.procedureId, id)}>{title}</a>}, da{' '}
          <Instant at={opensAt} /> a <Instant at={closesAt} />
        </li>
      ))}
    </ul>
  );
}

function insideWords(people: number): string {
  if (people === 0) return 'Nessuno ha';
  return people === 1 ? 'Una persona ha' : `${people} persone hanno`;
}

const PHASES = { open: 'È aperta.', future: 'Non è ancora aperta.', closed: 'È chiusa.' } as const;

function NewAct({ look, release, window, inside, typed }: WindowPageProps) {
  const error = (field: string) => look.errors.find((each) => each.field === field)?.message;
  return (
    <>
      <h2>Registra un atto</h2>
      {inside > 0 && window?.kind === 'filing' && (
        <Notice kind="info" title="Il tempo promesso non si toglie">
          Finché qualcuno sta compilando si può solo prorogare. Chi sta compilando riceve un messaggio.
        </Notice>
      )}
      <Form
        action={paths.window(release.procedureId)}
        csrf={look.visitor?.csrf}
        hidden={{ window: window?.id ?? '' }}
        label="Registra un atto"
      >
        <DateField name="opens" label="Giorno di apertura" value={typed.opensDay} error={error('opens')} />
        <TextField
          name="opensTime"
          label="Ora di apertura"
          hint="Per esempio 12:00. È l’ora di Roma."
          value={typed.opensTime}
          error={error('opensTime')}
        />
        <DateField name="closes" label="Giorno di chiusura" value={typed.closesDay} error={error('closes')} />
        <TextField
          name="closesTime"
          label="Ora di chiusura"
          hint="23:59 vuol dire 23:59:00: quello che arriva in quel momento è in ritardo."
          value={typed.closesTime}
          error={error('closesTime')}
        />
        <TextArea
          name="reason"
          label="Motivo"
          hint="Si legge nella pagina pubblica e nel messaggio."
          value={typed.reason}
          maxlength={2000}
          error={error('reason')}
        />
        <TextField name="authority" label="Chi ha firmato l’atto" value={typed.authority} error={error('authority')} />
        <TextField name="number" label="Numero dell’atto" value={typed.number} error={error('number')} />
        <DateField name="act" label="Giorno dell’atto" value={typed.actDay} error={error('act')} />
        <Actions>
          <Button>Registra l’atto</Button>
        </Actions>
      </Form>
    </>
  );
}
