import { Instant, LinkButton, Notice, SummaryList } from '../../../ui/index.ts';
import { lastSaved } from '../application.ts';
import { paths } from '../opened.ts';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

interface RefusedPageProps {
  readonly sheet: SheetModel;
  readonly arrivedAt: Date;
  /** What was being written, to be copied elsewhere: it is not saved. */
  readonly written: readonly { readonly label: string; readonly value: string }[];
}

/** Said to who saves when answers may not change: why, since when, what was kept, what it means. */
export function RefusedPage({ sheet, arrivedAt, written }: RefusedPageProps) {
  const { opened } = sheet;
  const { standing, window, application } = opened;
  const saved = lastSaved(application);
  const late = window?.phase !== 'open';
  return (
    <Sheet
      sheet={sheet}
      title="Non salvato"
      heading={late ? 'Il termine è passato: non salvato' : 'La domanda è inoltrata: non salvato'}
    >
      <Notice kind="danger" title="Quello che hai scritto ora non è stato salvato">
        {late && window ? (
          <p>
            È arrivato <Instant at={arrivedAt} /> (ora del portale, ai millesimi: {arrivedAt.toISOString()}). Il termine
            era <Instant at={window.closesAt} />
            {window.norm && ` (${window.norm})`}.
          </p>
        ) : (
          <p>Questa versione della domanda è già inoltrata. Per cambiarla, apri la domanda e premi «Correggi».</p>
        )}
        {saved && (
          <p>
            Restano le risposte salvate fino a <Instant at={saved} />.
          </p>
        )}
        <p>{MEANING[standing]}</p>
      </Notice>
      {written.length > 0 && (
        <>
          <h2>Quello che avevi scritto</h2>
          <p>Lo mostriamo qui perché tu possa copiarlo.</p>
          <SummaryList rows={written} />
        </>
      )}
      <LinkButton href={paths.application(application.id)}>Torna alla domanda</LinkButton>
    </Sheet>
  );
}

const MEANING = {
  draft: 'Questa domanda non è stata inoltrata.',
  filed: 'La domanda che hai inoltrato resta valida, così com’è.',
  correcting: 'La domanda che avevi inoltrato resta valida; la correzione no.',
  withdrawn: 'Hai ritirato la domanda: non vale.',
} as const;
