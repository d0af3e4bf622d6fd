import type { Step } from '../../../engines/procedure/index.ts';
import { formatPoints } from '../../../kernel/points.ts';
import type { Task, TaskState } from '../../../ui/index.ts';
import { Actions, Button, Form, LinkButton, Notice, TaskList } from '../../../ui/index.ts';
import type { Around } from '../around.ts';
import { TO_LOOK_AT } from '../begun.ts';
import type { NotedMove } from '../move-store.ts';
import { type Opened, paths, titleOf } from '../opened.ts';
import type { RankingPoints } from '../points.ts';
import { AroundPart } from './around-part.tsx';
import { BegunPart } from './begun-part.tsx';
import { MayNotFile } from './may-not-file.tsx';
import { RulesChanged } from './rules-changed.tsx';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

interface OverviewProps {
  readonly sheet: SheetModel;
  readonly rankings: readonly RankingPoints[];
  /** What releases published since have done to it. */
  readonly moves: readonly NotedMove[];
  readonly around: Around;
}

/** An application: its sections with their state, the points so far, and the way to filing it. */
export function OverviewPage({ sheet, rankings, moves, around }: OverviewProps) {
  const { opened, steps } = sheet;
  const { definition } = opened.release;
  const { id } = opened.application;
  const title = titleOf(opened);
  return (
    <Sheet sheet={sheet} title={title} heading={title}>
      {opened.writable && !sheet.mayFile && <MayNotFile />}
      <RulesChanged opened={opened} moves={moves} />
      {opened.standing === 'filed' && <Filed sheet={sheet} />}
      {opened.standing === 'withdrawn' && <Again sheet={sheet} />}
      {opened.writable && <BegunPart sheet={sheet} />}
      <AroundPart around={around} definition={definition} filed={opened.standing === 'filed'} />
      {opened.writable && (
        <>
          <h2>Le sezioni</h2>
          <TaskList tasks={steps.map((step) => taskOf(id, step))} />
          <WayOn id={id} steps={steps} mayFile={sheet.mayFile} />
        </>
      )}
      {!opened.writable && (
        <Actions>
          <LinkButton href={paths.review(id)} look="quiet">
            Rileggi le risposte
          </LinkButton>
        </Actions>
      )}
      <PointsSoFar id={id} rankings={rankings} />
      {definition.several !== undefined && <Another opened={opened} />}
      {opened.standing === 'correcting' && opened.writable && <Abandon sheet={sheet} />}
    </Sheet>
  );
}

/** The next thing to do, said by name; the check page comes first only when nothing is missing. */
function WayOn({ id, steps, mayFile }: { id: string; steps: readonly Step[]; mayFile: boolean }) {
  const next = steps.find((step) => step.state !== 'not-yet' && step.gaps.some((gap) => gap.severity === 'error'));
  return (
    <Actions>
      {next !== undefined && <LinkButton href={paths.section(id, next.section)}>Continua: {next.title}</LinkButton>}
      <LinkButton href={paths.review(id)} look={next === undefined ? 'primary' : 'outline'}>
        {next === undefined && mayFile ? 'Controlla le risposte e inoltra' : 'Controlla le risposte'}
      </LinkButton>
      <LinkButton href="/area" look="outline">
        Esci e continua più tardi
      </LinkButton>
    </Actions>
  );
}

const STATES: Readonly<Record<Step['state'], TaskState>> = {
  'to-start': 'to-start',
  incomplete: 'incomplete',
  complete: 'complete',
  'not-yet': 'unavailable',
};

function taskOf(id: string, step: Step): Task {
  return {
    label: step.title,
    href: paths.section(id, step.section),
    state: STATES[step.state],
    note: noteOf(step),
  };
}

function noteOf(step: Step): string | undefined {
  if (step.state === 'not-yet') return step.why;
  const looking = step.gaps.some((gap) => gap.code === TO_LOOK_AT) ? ['da ricontrollare'] : [];
  const errors = step.gaps.filter((gap) => gap.severity === 'error' && gap.code !== TO_LOOK_AT).length;
  if (step.state === 'to-start') return step.optional ? 'Facoltativa: se non ti riguarda, lasciala così.' : undefined;
  const items = step.items > 0 ? [step.items === 1 ? '1 voce' : `${step.items} voci`] : [];
  const missing =
    errors > 0 ? [errors === 1 ? '1 risposta da dare o correggere' : `${errors} risposte da dare o correggere`] : [];
  return [...items, ...looking, ...missing].join(', ') || undefined;
}

function PointsSoFar({ id, rankings }: { id: string; rankings: readonly RankingPoints[] }) {
  if (rankings.length === 0) return null;
  return (
    <section aria-labelledby="points-title">
      <h2 id="points-title">Il punteggio finora</h2>
      <p>È un calcolo su ciò che hai dichiarato: l’ufficio lo controlla.</p>
      <ul>
        {rankings.map((ranking) => (
          <li key={ranking.key}>
            {ranking.title}:{' '}
            <strong class="figures">
              {ranking.missing === undefined ? `${formatPoints(ranking.total)} punti` : 'non ancora calcolabile'}
            </strong>{' '}
            <a href={`${paths.points(id)}#${ranking.key}`}>
              perché<span class="visually-hidden"> questo punteggio per {ranking.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Filed({ sheet }: { sheet: SheetModel }) {
  const { opened, visitor } = sheet;
  const { id } = opened.application;
  return (
    <>
      <Actions>
        <LinkButton href={paths.receipt(id)} icon="it-file-pdf">
          Vedi la ricevuta
        </LinkButton>
      </Actions>
      {opened.window?.phase === 'open' && (
        <>
          <h2>Vuoi cambiare qualcosa?</h2>
          <p>
            Puoi correggere la domanda fino alla scadenza. Quella che hai già inoltrato <strong>resta valida</strong>{' '}
            finché non inoltri la correzione. Se non la inoltri, non cambia niente.
          </p>
          <Form action={`${paths.application(id)}/correzione`} csrf={visitor?.csrf}>
            <Actions>
              <Button look="outline" icon="it-pencil">
                Correggi la domanda
              </Button>
            </Actions>
          </Form>
        </>
      )}
    </>
  );
}

function Again({ sheet: { opened, visitor } }: { sheet: SheetModel }) {
  if (opened.window?.phase !== 'open') return null;
  return (
    <Form action={`${paths.application(opened.application.id)}/correzione`} csrf={visitor?.csrf}>
      <Button>Compila di nuovo la domanda</Button>
    </Form>
  );
}

function Abandon({ sheet: { opened, visitor } }: { sheet: SheetModel }) {
  return (
    <Notice kind="info" title="Hai cambiato idea?">
      <p>
        Se abbandoni la correzione, torni alle risposte già inoltrate, che restano valide. Quello che hai scritto dopo
        si perde.
      </p>
      <Form action={`${paths.application(opened.application.id)}/abbandono`} csrf={visitor?.csrf}>
        <Actions>
          <Button look="danger">Abbandona la correzione</Button>
        </Actions>
      </Form>
    </Notice>
  );
}

/** Where one person may have several: the way to the next one. */
function Another({ opened: { release } }: { opened: Opened }) {
  return (
    <p>
      {release.definition.several?.rule} <a href={`/procedure/${release.procedureId}`}>Comincia un’altra domanda</a>
    </p>
  );
}
