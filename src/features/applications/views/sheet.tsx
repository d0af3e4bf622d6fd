import type { ComponentChildren } from 'preact';
import type { Step } from '../../../engines/procedure/index.ts';
import type { FieldError, Frame, Link, Visitor } from '../../../ui/index.ts';
import { DraftBanner, Instant, Notice, Page, Remaining } from '../../../ui/index.ts';
import { lastSaved } from '../application.ts';
import type { Opened } from '../opened.ts';
import { paths, titleOf } from '../opened.ts';
import { missingTitles } from '../progress.ts';

/** What every page of an application is drawn from. */
export interface SheetModel {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  /** False for who waits to be identified again: what is written is kept, and nothing is filed. */
  readonly mayFile: boolean;
  readonly opened: Opened;
  readonly steps: readonly Step[];
  readonly now: Date;
  readonly notice?: string | undefined;
}

interface SheetProps {
  readonly sheet: SheetModel;
  readonly title: string;
  readonly heading: string;
  readonly lead?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  /** Pages between the application and this one. */
  readonly trail?: readonly Link[] | undefined;
  readonly help?: string | undefined;
  /** This page is about the open conflict itself. */
  readonly settling?: boolean | undefined;
  readonly children?: ComponentChildren;
}

/** A page of an application: the state always in sight, then the page's own matter. */
export function Sheet(props: SheetProps) {
  const { sheet, title, heading, lead, errors, trail = [], help, settling = false, children } = props;
  const { opened, frame, visitor, notice } = sheet;
  const { application } = opened;
  const own = titleOf(opened);
  const here = heading === own;
  const up = here ? [] : [{ href: paths.application(application.id), label: own }];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={here ? title : `${title} – ${own}`}
      heading={heading}
      lead={lead}
      section="/area"
      breadcrumb={[{ href: '/area', label: 'La tua area' }, ...up, ...trail]}
      errors={errors}
      // Not in green: saved is not filed.
      notice={notice === undefined || isIdle(notice, errors) ? undefined : { kind: 'info', text: notice }}
      asideTitle="Scadenza, stato e aiuto"
      aside={<State sheet={sheet} />}
      help={<Help text={help} />}
    >
      <Standing sheet={sheet} />
      {!settling && <Conflicts sheet={sheet} />}
      {children}
    </Page>
  );
}

/** Beside errors nothing is done: the strip says when it was saved. What else the page has to tell is told. */
function isIdle(notice: string, errors: SheetProps['errors']): boolean {
  return notice.startsWith('Salvato alle') && (errors?.length ?? 0) > 0;
}

/** Whether it is filed, before anything else: the amber bar of a draft, or what was filed and when. */
export function Standing({ sheet: { opened, steps, now } }: { sheet: SheetModel }) {
  const { standing, window, latest } = opened;
  if (standing === 'filed' && latest !== null) {
    return (
      <Notice kind="success" title="INOLTRATA">
        <p>
          Protocollo <strong>{latest.registerNumber}</strong>, <Instant at={latest.filedAt} />.
        </p>
      </Notice>
    );
  }
  if (standing === 'withdrawn') {
    return (
      <Notice kind="warning" title="RITIRATA">
        <p>
          Hai ritirato questa domanda: non vale più. Puoi compilarla e inoltrarla di nuovo finché il termine è aperto.
        </p>
      </Notice>
    );
  }
  if (window?.phase === 'closed') return <ClosedDraft opened={opened} />;
  return (
    <DraftBanner
      missing={shortened(missingTitles(steps))}
      replaces={standing === 'correcting'}
      closing={
        window && (
          <>
            Tempo che resta per inoltrare: <Remaining until={window.closesAt} now={now} />.
          </>
        )
      }
    />
  );
}

function ClosedDraft({ opened: { standing, window } }: { opened: Opened }) {
  return (
    <Notice kind="danger" title={standing === 'correcting' ? 'CORREZIONE NON INOLTRATA' : 'NON INOLTRATA'}>
      <p>
        Il termine è passato
        {window && (
          <>
            : <Instant at={window.closesAt} />
            {window.norm && ` (${window.norm})`}
          </>
        )}
        .{' '}
        {standing === 'correcting'
          ? 'Vale la domanda che avevi già inoltrato; questa correzione non vale.'
          : 'Questa domanda non è stata inoltrata e non ha valore.'}{' '}
        Le risposte restano qui, e puoi rileggerle.
      </p>
    </Notice>
  );
}

function Conflicts({ sheet: { opened } }: { sheet: SheetModel }) {
  const { application, release } = opened;
  const [first] = application.conflicts;
  if (first === undefined || !opened.writable) return null;
  const title = release.definition.sections.find((section) => section.id === first.section)?.title ?? '';
  return (
    <Notice kind="warning" title="Ci sono due versioni di una risposta">
      <p>
        In «{title}» hai scritto risposte diverse da due finestre o dispositivi. Sono conservate tutte e due.{' '}
        <a href={paths.conflict(application.id, first.id)}>Vedi i due valori e scegli</a>
      </p>
    </Notice>
  );
}

function State({ sheet: { opened } }: { sheet: SheetModel }) {
  const { window, application, standing } = opened;
  const saved = lastSaved(application);
  return (
    <dl>
      {window && (
        <>
          <dt>{window.phase === 'closed' ? 'Il termine era' : 'Puoi inoltrare fino a prima di'}</dt>
          <dd>
            <Instant at={window.closesAt} />
          </dd>
        </>
      )}
      <dt>Stato</dt>
      <dd>{STANDING[standing]}</dd>
      {saved && (
        <>
          <dt>Ultimo salvataggio</dt>
          <dd>
            <Instant at={saved} />
          </dd>
        </>
      )}
    </dl>
  );
}

const STANDING = {
  draft: 'Bozza, non ancora inoltrata',
  filed: 'Inoltrata',
  correcting: 'Inoltrata; correzione in corso, non ancora inoltrata',
  withdrawn: 'Ritirata',
} as const;

function Help({ text }: { text: string | undefined }) {
  return (
    <>
      {text !== undefined && <p>{text}</p>}
      <p>
        <a href="/assistenza">Chiedi aiuto all’assistenza</a>
      </p>
      <p>Puoi fermarti quando vuoi: le risposte salvate restano e riprendi da dove eri.</p>
    </>
  );
}

/** The first sections by name, the others by number: the bar must be read at a glance. */
function shortened(titles: readonly string[]): readonly string[] {
  if (titles.length <= 3) return titles;
  return [...titles.slice(0, 2), `e altre ${titles.length - 2} sezioni`];
}
