import { CardList, type Frame, Instant, LinkButton, Page, type Visitor } from '../../../ui/index.ts';
import { nextCalled, type Participation } from '../participation.ts';

interface CompetitionsPageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly all: readonly Participation[];
  readonly now: Date;
}

/** "Visualizza prove e punteggio concorso": the person's competitions, one card for each application. */
export function CompetitionsPage({ frame, visitor, all, now }: CompetitionsPageProps) {
  const applications = [...Map.groupBy(all, ({ applicationId }) => applicationId)];
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/area"
      title="Prove e punteggio dei concorsi"
      heading="Prove e punteggio dei concorsi"
      lead="Le convocazioni, l’esito di ogni prova e il tuo posto in graduatoria, appena l’ufficio li pubblica."
      breadcrumb={[{ href: '/area', label: 'La tua area' }]}
    >
      <CardList
        cards={applications.map(([id, own]) => ({
          title: own[0]?.contest.release.definition.title ?? '',
          href: `/istanze/${id}/prove`,
          children: <Summary own={own} now={now} />,
          actions: <LinkButton href={`/istanze/${id}/prove`}>Apri prove e punteggio</LinkButton>,
        }))}
        empty="Non hai concorsi con prove. Se hai inoltrato una domanda da poco, l’elenco dei candidati si forma dopo la chiusura: ti scriviamo quando sei convocato."
      />
    </Page>
  );
}

function Summary({ own, now }: { own: readonly Participation[]; now: Date }) {
  const next = nextCalled(own, now);
  return (
    <>
      <p>{own.map(({ contest }) => contest.title).join('; ')}</p>
      {next && (
        <p>
          <strong>Prossima prova:</strong> {next.trial.title}, <Instant at={next.called.startsAt} />,{' '}
          {next.called.place}
        </p>
      )}
    </>
  );
}
