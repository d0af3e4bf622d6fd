import { formatPoints } from '../../../kernel/points.ts';
import { Notice, PointsBar, PointsTable } from '../../../ui/index.ts';
import { paths } from '../opened.ts';
import type { RankingPoints } from '../points.ts';
import { findingOf } from '../points.ts';
import type { SheetModel } from './sheet.tsx';
import { Sheet } from './sheet.tsx';

/** Where the points come from, ranking by ranking, line by line. */
export function PointsPage({ sheet, rankings }: { sheet: SheetModel; rankings: readonly RankingPoints[] }) {
  return (
    <Sheet
      sheet={sheet}
      title="Il tuo punteggio"
      heading="Il tuo punteggio"
      lead="Che cosa hai dichiarato, con quale regola conta, e quanto. È un calcolo sulle tue risposte di adesso: l’ufficio le controlla."
    >
      {rankings.length === 0 && (
        <Notice kind="info">
          Il punteggio si calcola quando hai scelto almeno una graduatoria. Torna alle sezioni e scegli per che cosa fai
          domanda.
        </Notice>
      )}
      {rankings.map((ranking) => (
        <Ranking key={ranking.key} ranking={ranking} />
      ))}
      <p>
        <a href={paths.application(sheet.opened.application.id)}>Torna alle sezioni</a>
      </p>
    </Sheet>
  );
}

function Ranking({ ranking }: { ranking: RankingPoints }) {
  const { key, title, total, withoutProviso, missing, sections, rows, elsewhere } = ranking;
  return (
    <section id={key} aria-labelledby={`${key}-title`}>
      <h2 id={`${key}-title`}>
        {title}
        {missing === undefined && `: ${formatPoints(total)} punti`}
      </h2>
      {missing !== undefined ? (
        <p>{missing}</p>
      ) : (
        <>
          {withoutProviso !== undefined && (
            <p>
              Senza ciò che hai dichiarato con riserva: <strong>{formatPoints(withoutProviso)} punti</strong>.
            </p>
          )}
          <PointsBar
            id={`bar-${key}`}
            title={findingOf(ranking)}
            parts={sections.map(({ title: label, points }) => ({ label, points }))}
          />
          <PointsTable caption={`Da dove vengono i punti: ${title}`} lines={rows} />
          {elsewhere.map((each) => (
            <Elsewhere key={each.where} {...each} more={each.total - total} />
          ))}
        </>
      )}
    </section>
  );
}

type ElsewhereProps = RankingPoints['elsewhere'][number] & { more: number };

/** Points that count for some preferences only, apart from the total that holds for all. */
function Elsewhere({ where, total, rows, more }: ElsewhereProps) {
  return (
    <>
      <h3>
        Solo per le preferenze {where}: {formatPoints(total)} punti
      </h3>
      <p>
        {more > 0
          ? `Lì hai ${formatPoints(more)} punti in più che per le altre preferenze.`
          : `Lì hai ${formatPoints(-more)} punti in meno che per le altre preferenze.`}
      </p>
      <PointsTable caption={`Punti che contano solo ${where}`} captionHidden lines={rows} />
    </>
  );
}
