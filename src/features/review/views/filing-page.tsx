import type { SummaryRow } from '../../../engines/procedure/index.ts';
import type { Frame, Milestone, Visitor } from '../../../ui/index.ts';
import { Actions, Answer, Instant, LinkButton, Notice, Page, SummaryList, Timeline } from '../../../ui/index.ts';
import { type Beside, type FilingReading, type FilingRecord, stamp, writeNumber } from '../../filings/index.ts';

interface FilingPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly filing: FilingRecord;
  readonly rows: readonly SummaryRow[];
  /** The filings of the same application to this office, the first first. */
  readonly history: readonly FilingRecord[];
  /** Valid filings of other people about the same thing. */
  readonly others: readonly Beside[];
  readonly readings: readonly FilingReading[];
}

/** A filed application as the office sees it: read-only, with its history and who has looked at it. */
export function FilingPage({ frame, visitor, filing, rows, history, others, readings }: FilingPageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      title={`Protocollo ${writeNumber(filing)}`}
      heading={filing.sender}
      lead={`${filing.subject}, protocollo ${writeNumber(filing)}`}
      section="/ufficio"
      breadcrumb={[{ href: '/ufficio', label: 'Domande ricevute' }]}
      asideTitle="Storia e letture"
      aside={<History filing={filing} history={history} readings={readings} />}
    >
      <State filing={filing} history={history} />
      {others.length > 0 && <Others filing={filing} others={others} />}
      <Actions>
        {filing.receipt ? (
          <LinkButton href={`/ufficio/istanze/${filing.id}/pdf`} icon="it-file-pdf">
            Apri la ricevuta
          </LinkButton>
        ) : (
          <p>La ricevuta in PDF è in preparazione.</p>
        )}
      </Actions>
      {bySection(rows).map(({ id, title, groups }) => (
        <section key={id} aria-labelledby={`section-${id}`}>
          <h2 id={`section-${id}`}>{title}</h2>
          {groups.map((group, index) => (
            <div key={index}>
              {group.title !== '' && <h3>{group.title}</h3>}
              <SummaryList
                rows={group.rows.map((row) => ({
                  label: row.label,
                  value: <Answer value={row.value} text={row.text} />,
                }))}
              />
            </div>
          ))}
        </section>
      ))}
      <h2>Registrazione</h2>
      <SummaryList
        rows={[
          {
            label: 'Segnatura',
            value: stamp({ ...filing, officeName: filing.office.name, registerCode: filing.office.registerCode }),
          },
          { label: 'Arrivata', value: <Instant at={filing.arrivedAt} /> },
          { label: 'Registrata', value: <Instant at={filing.filedAt} /> },
          { label: 'Impronta SHA-256', value: <code>{filing.sha256}</code> },
        ]}
      />
    </Page>
  );
}

function State({ filing, history }: Pick<FilingPageProps, 'filing' | 'history'>) {
  if (filing.state === 'valid') return null;
  const next = history.find(({ id }) => id === filing.replacedById);
  return (
    <Notice kind="warning" title={filing.state === 'replaced' ? 'Sostituita: non vale più' : 'Ritirata: non vale più'}>
      <p>
        {filing.withdrawal && (
          <>
            Ritirata <Instant at={filing.withdrawal.arrivedAt} />, protocollo {writeNumber(filing.withdrawal)}.
          </>
        )}
        {!filing.withdrawal && next && (
          <a href={`/ufficio/istanze/${next.id}`}>Apri quella che la sostituisce, protocollo {writeNumber(next)}</a>
        )}
        {!filing.withdrawal && !next && 'La correzione è indirizzata a un altro ufficio.'}
      </p>
    </Notice>
  );
}

/** There should be one, and there are more: this office decides, or the one that received the other. */
function Others({ filing, others }: Pick<FilingPageProps, 'filing' | 'others'>) {
  return (
    <Notice kind="warning" title="Non è la sola per la stessa cosa">
      <p>Ne vale anche un’altra, inoltrata da un’altra persona. Valgono tutte e due finché una non viene ritirata:</p>
      <ul>
        {others.map(({ id, registerNumber, office }) => (
          <li key={id}>
            {office.code === filing.office.code ? (
              <a href={`/ufficio/istanze/${id}`}>protocollo {registerNumber}</a>
            ) : (
              `protocollo ${registerNumber}, ricevuta da ${office.name}`
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function History({ filing, history, readings }: Pick<FilingPageProps, 'filing' | 'history' | 'readings'>) {
  const acts = history.flatMap((one): Milestone[] => [
    {
      title: `${one.sequence === 1 ? 'Inoltrata' : 'Correzione inoltrata'}, protocollo ${writeNumber(one)}`,
      at: one.arrivedAt,
      state: one.id === filing.id ? 'now' : 'past',
    },
    ...(one.withdrawal
      ? [
          {
            title: `Ritirata, protocollo ${writeNumber(one.withdrawal)}`,
            at: one.withdrawal.arrivedAt,
            state: 'past' as const,
          },
        ]
      : []),
  ]);
  return (
    <>
      <h2>Storia</h2>
      <Timeline milestones={acts} />
      <h2>Letture</h2>
      <ul>
        {readings.map(({ officeName, what, readAt }, index) => (
          <li key={index}>
            {what === 'answers' ? 'Letta' : 'Ricevuta aperta'} da {officeName}, <Instant at={readAt} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly groups: { readonly key: string; readonly title: string; readonly rows: SummaryRow[] }[];
}

/** Rows under their section and, in repeated ones, under their item. */
function bySection(rows: readonly SummaryRow[]): readonly Part[] {
  const parts: Part[] = [];
  for (const row of rows) {
    let part = parts.at(-1);
    if (part?.id !== row.section) {
      part = { id: row.section, title: row.sectionTitle, groups: [] };
      parts.push(part);
    }
    const key = row.item ?? '';
    let group = part.groups.at(-1);
    if (group === undefined || group.key !== key) {
      group = { key, title: row.itemTitle ?? '', rows: [] };
      part.groups.push(group);
    }
    group.rows.push(row);
  }
  return parts;
}
