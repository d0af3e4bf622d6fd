import { type Frame, Notice, Page, type Visitor } from '../../../ui/index.ts';
import type { RankingPoints } from '../../applications/index.ts';
import { nextCalled, type Participation } from '../participation.ts';
import { CompetitionPart } from './competition-part.tsx';
import { Disagree } from './disagree.tsx';
import { NextTrial } from './next-trial.tsx';

interface TrialsPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly applicationId: string;
  readonly parts: readonly { readonly own: Participation; readonly titles: RankingPoints | undefined }[];
  readonly now: Date;
}

/** The trials of one application: what comes next on top, then each competition with its trials and its place. */
export function TrialsPage({ frame, visitor, applicationId, parts, now }: TrialsPageProps) {
  const next = nextCalled(
    parts.map(({ own }) => own),
    now,
  );
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/area"
      title="Prove e punteggio"
      heading="Prove e punteggio"
      lead={parts[0]?.own.contest.release.definition.title}
      breadcrumb={[
        { href: '/area', label: 'La tua area' },
        { href: `/istanze/${applicationId}`, label: 'La domanda' },
      ]}
    >
      {parts.length === 0 && (
        <Notice kind="info" title="Non ci sono ancora prove">
          <p>
            L’elenco dei candidati si forma dopo la chiusura delle domande. Non devi fare niente: quando sei convocato
            ti scriviamo un messaggio e una e-mail, e il giorno, l’ora e il posto compaiono qui.
          </p>
        </Notice>
      )}
      {next && <NextTrial {...next} applicationId={applicationId} />}
      {parts.map(({ own, titles }) => (
        <CompetitionPart key={own.id} own={own} titles={titles} csrf={visitor?.csrf} now={now} />
      ))}
      {parts.length > 0 && <Disagree office={parts[0]?.own.contest.officeName ?? ''} />}
    </Page>
  );
}
