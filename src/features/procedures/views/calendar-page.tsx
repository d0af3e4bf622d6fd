import { MONTHS } from '../../../kernel/civil-date.ts';
import { formatRome } from '../../../kernel/rome-time.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import { LinkButton, Page, StateTag } from '../../../ui/index.ts';
import { type CalendarLine, type CalendarMonth, monthsAround } from '../calendar.ts';
import { type CatalogueQuestion, queryOf } from '../catalogue.ts';
import { AUDIENCES, FAMILIES } from '../catalogue-words.ts';

interface CalendarPageProps {
  frame: Frame;
  visitor: Visitor | null;
  months: readonly CalendarMonth[];
  question: Pick<CatalogueQuestion, 'who' | 'family'>;
  /** Also the months that are over. */
  withPast: boolean;
  publicUrl: string;
  now: Date;
}

/** What opens and closes, month by month, as a list that is read from top to bottom. */
export function CalendarPage({ frame, visitor, months, question, withPast, publicUrl, now }: CalendarPageProps) {
  const { ahead, past } = monthsAround(months, now);
  const query = queryOf(question);
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title="Calendario delle procedure"
      heading="Calendario delle procedure"
      lead={leadOf(question)}
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
      ]}
      asideTitle="Nel tuo calendario"
      aside={<Feed path={`/procedure/calendario.ics${query}`} publicUrl={publicUrl} />}
    >
      {query !== '' && (
        <p>
          <a href="/procedure/calendario">Vedi il calendario di tutte le procedure</a>
        </p>
      )}
      {ahead.length === 0 && <p class="table-empty">Da questo mese in poi non si apre e non si chiude niente.</p>}
      {ahead.map((month) => (
        <Month key={month.month} month={month} now={now} />
      ))}
      {withPast && past.length > 0 && (
        <section id="passati" aria-labelledby="passati-titolo">
          <h2 id="passati-titolo">Mesi passati</h2>
          {past.map((month) => (
            <Month key={month.month} month={month} now={now} past />
          ))}
        </section>
      )}
      {!withPast && past.length > 0 && (
        <p>
          <a href={`/procedure/calendario${query}${query === '' ? '?' : '&'}passati=si#passati`}>
            Vedi anche i mesi passati
          </a>
        </p>
      )}
    </Page>
  );
}

function leadOf({ who, family }: CalendarPageProps['question']): string {
  const of = [...(who ? [AUDIENCES[who].label] : []), ...(family ? [FAMILIES[family].label] : [])];
  const words = 'Quando si aprono e si chiudono le domande, all’ora di Roma.';
  return of.length === 0 ? words : `${words} Solo: ${of.join(', ')}.`;
}

function Month({ month: { month, lines }, now, past }: { month: CalendarMonth; now: Date; past?: boolean }) {
  const Heading = past ? 'h3' : 'h2';
  return (
    <>
      <Heading>{monthName(month)}</Heading>
      <ol class="calendar">
        {lines.map((line) => (
          <li key={`${line.release.procedureId}/${line.window.id}/${line.happens}`}>
            <Line line={line} now={now} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Line({ line: { at, happens, release, window }, now }: { line: CalendarLine; now: Date }) {
  const over = at <= now;
  return (
    <>
      <p class="calendar-when">
        <StateTag tone={over ? 'neutral' : happens === 'opens' ? 'info' : 'warning'}>
          {VERBS[happens][`${over}`]}
        </StateTag>{' '}
        <time datetime={at.toISOString()}>{formatRome(at)}</time>
      </p>
      <p>
        <a href={`/procedure/${release.procedureId}`}>{release.definition.title}</a>: {window.title}.
        {window.acts.length > 0 && ' Termini spostati da un atto.'}
        {window.uncertain && ' Da verificare con l’atto.'}
      </p>
    </>
  );
}

const VERBS = {
  opens: { false: 'Si apre', true: 'Si è aperta' },
  closes: { false: 'Si chiude', true: 'Si è chiusa' },
} as const;

function Feed({ path, publicUrl }: { path: string; publicUrl: string }) {
  return (
    <>
      <p>Metti queste date nel calendario del telefono o del computer, con un avviso il giorno prima che si chiude.</p>
      <LinkButton href={path} look="outline" icon="it-download">
        Scarica il calendario
      </LinkButton>
      <p>
        Per averlo sempre aggiornato, anche con le proroghe, abbonati a questo indirizzo:{' '}
        <code>{publicUrl + path}</code>
      </p>
    </>
  );
}

/** '2026-03' → "marzo 2026". */
function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}
