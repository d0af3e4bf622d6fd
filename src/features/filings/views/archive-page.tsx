import type { Tone } from '../../../ui/index.ts';
import { CardList, Instant, LinkButton, Page, SummaryList } from '../../../ui/index.ts';
import type { FilingReading, FilingRecord, FilingState } from '../record.ts';
import { writeNumber } from '../register-number.ts';
import { type Look, paths } from './look.ts';

interface ArchivePageProps extends Look {
  readonly filings: readonly FilingRecord[];
  readonly readings: ReadonlyMap<string, readonly FilingReading[]>;
}

const STATES: Readonly<Record<FilingState, { tone: Tone; word: string }>> = {
  valid: { tone: 'success', word: 'Inoltrata' },
  replaced: { tone: 'neutral', word: 'Sostituita' },
  withdrawn: { tone: 'warning', word: 'Ritirata' },
};

/** Everything a person has filed, the newest first, each with its number, its state and its receipt. */
export function ArchivePage({ filings, readings, frame, visitor }: ArchivePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title="Archivio"
      heading="Archivio"
      section="/archivio"
      lead="Le domande che hai inoltrato, con il protocollo e la ricevuta."
    >
      <CardList
        empty="Non hai ancora inoltrato nessuna domanda. Le bozze sono nella tua area."
        cards={filings.map((filing) => ({
          title: `${filing.subject} – protocollo ${writeNumber(filing)}`,
          href: paths.confirmation(filing.applicationId, filing.id),
          state: STATES[filing.state],
          bar: filing.state === 'valid' ? ('filed' as const) : undefined,
          children: <Facts filing={filing} readings={readings.get(filing.id) ?? []} />,
          actions: filing.receipt && (
            <LinkButton
              look="outline"
              icon="it-download"
              href={paths.pdf(filing.applicationId, filing.id)}
              about={`del protocollo ${writeNumber(filing)}`}
            >
              Scarica la ricevuta
            </LinkButton>
          ),
        }))}
      />
    </Page>
  );
}

function Facts({ filing, readings }: { filing: FilingRecord; readings: readonly FilingReading[] }) {
  const last = readings.at(-1);
  return (
    <SummaryList
      rows={[
        { label: 'Inoltrata', value: <Instant at={filing.arrivedAt} /> },
        { label: 'Ufficio', value: filing.office.name },
        ...(filing.withdrawal ? [{ label: 'Ritirata', value: <Withdrawn {...filing.withdrawal} /> }] : []),
        ...(last ? [{ label: 'Letta da', value: <Read {...last} /> }] : []),
        ...(filing.receipt ? [] : [{ label: 'Ricevuta', value: 'In preparazione: la domanda è già valida.' }]),
      ]}
    />
  );
}

function Withdrawn({ arrivedAt, ...number }: NonNullable<FilingRecord['withdrawal']>) {
  return (
    <>
      <Instant at={arrivedAt} />, protocollo {writeNumber(number)}
    </>
  );
}

function Read({ officeName, readAt }: FilingReading) {
  return (
    <>
      {officeName}, <Instant at={readAt} />
    </>
  );
}
