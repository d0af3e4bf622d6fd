import { type Touched, withNorm } from '../../../engines/procedure/index.ts';
import { Instant, Notice } from '../../../ui/index.ts';
import type { NotedMove } from '../move-store.ts';
import { touchedWords } from '../move-words.ts';
import type { Opened } from '../opened.ts';
import { paths } from '../opened.ts';

interface RulesChangedProps {
  readonly opened: Opened;
  readonly moves: readonly NotedMove[];
}

/** What a new release did to this application since it was last filed: each answer it touches, by its label, with the way to it. */
export function RulesChanged({ opened, moves }: RulesChangedProps) {
  const filed = opened.standing === 'filed';
  const news = moves.filter(({ at }) => opened.latest === null || at > opened.latest.filedAt);
  if (news.length === 0) return null;
  return (
    <>
      {news.map((move) => (
        <Notice key={move.toDigest} kind={filed ? 'info' : 'warning'} title="Sono cambiate le regole della procedura">
          <p>
            {filed ? (
              <>
                Dopo il tuo inoltro le regole sono cambiate (<Instant at={move.at} />
                {move.norm && `, ${move.norm}`}). La tua domanda <strong>resta valida</strong>, con le regole, la
                ricevuta e il punteggio con cui l’hai inoltrata. Se la correggi, guarda queste risposte:
              </>
            ) : (
              <>
                Il ministero ha pubblicato {withNorm('una nuova versione delle regole', move.norm)}, applicata a questa
                domanda <Instant at={move.at} />. Guarda queste risposte; le altre sono rimaste come le avevi lasciate.
              </>
            )}
          </p>
          <ul>
            {move.touched.map((touched) => (
              <li key={[touched.section, touched.item, touched.field].join('.')}>
                <TouchedLine opened={opened} touched={touched} at={move.at} />
              </li>
            ))}
          </ul>
        </Notice>
      ))}
    </>
  );
}

function TouchedLine({ opened, touched, at }: { opened: Opened; touched: Touched; at: Date }) {
  const { application, release, writable } = opened;
  const there = release.definition.sections.some(({ id }) => id === touched.section);
  const saved = application.sections[touched.section]?.savedAt;
  const seen = saved !== undefined && new Date(saved) > at;
  return (
    <>
      {writable && there ? (
        <a href={paths.section(application.id, touched.section)}>{touched.where}</a>
      ) : (
        <strong>{touched.where}</strong>
      )}
      : {touchedWords(touched)}.{seen && ' Hai già salvato questa sezione dopo il cambio.'}
    </>
  );
}
