import type { CardProps, Frame, SummaryRow, Visitor } from '../../../ui/index.ts';
import { CardList, Details, Instant, LinkButton, Notice, Page, SummaryList } from '../../../ui/index.ts';
import type { NamedFiling } from '../deps.ts';
import { paths } from '../paths.ts';

/** An entry as its owner reads it. */
export interface ShownEntry {
  readonly id: string;
  readonly kind: 'titles' | 'services';
  readonly title: string;
  readonly rows: readonly SummaryRow[];
  /** The filings that declare it, the last first. */
  readonly filings: readonly NamedFiling[];
  /** The applications it was taken into. */
  readonly usedIn: readonly { readonly title: string; readonly href: string }[];
}

interface DossierPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly entries: readonly ShownEntry[];
  readonly notice: string | undefined;
}

/** Everything the person has declared, with where each thing comes from and what it was used for. */
export function DossierPage({ frame, visitor, entries, notice }: DossierPageProps) {
  const cards = (kind: ShownEntry['kind']) => entries.filter((entry) => entry.kind === kind).map(card);
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/area"
      title="Il tuo fascicolo"
      heading="Il tuo fascicolo"
      lead="I titoli e i servizi che hai dichiarato nelle domande inoltrate: nelle domande nuove li riprendi da qui, senza riscriverli."
      breadcrumb={[{ href: '/area', label: 'La tua area' }]}
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <Notice kind="info" title="È quello che hai dichiarato tu">
        <p>
          Nessuno l’ha verificato, e non dà punti da solo. Prima di inoltrare una domanda controlla che sia ancora
          giusto.
        </p>
      </Notice>
      {entries.length === 0 ? (
        <p>Per ora è vuoto. Quando inoltri una domanda con titoli o servizi, poco dopo li trovi qui.</p>
      ) : (
        <>
          <h2>Titoli</h2>
          <CardList cards={cards('titles')} empty="Non hai ancora dichiarato titoli." />
          <h2>Servizi</h2>
          <CardList cards={cards('services')} empty="Non hai ancora dichiarato servizi." />
        </>
      )}
    </Page>
  );
}

function card(entry: ShownEntry): CardProps {
  const { id, title, rows, filings, usedIn } = entry;
  const [last, ...earlier] = filings;
  return {
    title,
    level: 3,
    children: (
      <>
        {last !== undefined && <Origin filing={last} />}
        {usedIn.length > 0 && (
          <p>
            Ripreso in:{' '}
            {usedIn.map(({ title: name, href }, index) => (
              <>
                {index > 0 && ', '}
                <a href={href}>{name}</a>
              </>
            ))}
            .
          </p>
        )}
        <Details summary="Che cosa hai dichiarato">
          <SummaryList rows={rows} />
          {earlier.map((filing) => (
            <Origin key={filing.href} filing={filing} />
          ))}
        </Details>
      </>
    ),
    actions: (
      <LinkButton href={paths.removal(id)} look="quiet" about={title}>
        Togli dal fascicolo
      </LinkButton>
    ),
  };
}

/** The filing it comes from; a filing taken back leaves what it declared, and says so. */
function Origin({ filing: { title, number, filedAt, withdrawn, href } }: { filing: NamedFiling }) {
  return (
    <p>
      Dichiarato in «{title}», <a href={href}>protocollo {number}</a>, <Instant at={filedAt} />.
      {withdrawn && ' Quella domanda l’hai ritirata: qui resta, perché il titolo o il servizio è tuo lo stesso.'}
    </p>
  );
}
