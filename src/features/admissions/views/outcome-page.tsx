import { type Frame, Instant, Notice, Page, type Visitor } from '../../../ui/index.ts';
import { writeNumber } from '../../filings/index.ts';
import type { OwnOutcome } from '../own-outcome-store.ts';
import { SchoolPart } from './school-part.tsx';

interface OutcomePageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly applicationId: string;
  readonly title: string;
  /** Nothing while none is published. */
  readonly outcome: OwnOutcome | undefined;
  /** Of the schools named, by their code. */
  readonly names: ReadonlyMap<string, string>;
}

/** What came of an enrolment: where there is a place and, of every school before it, why not there. */
export function OutcomePage({ frame, visitor, applicationId, title, outcome, names }: OutcomePageProps) {
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/area"
      title={`Esito – ${title}`}
      heading="L’esito della domanda"
      lead={title}
      breadcrumb={[
        { href: '/area', label: 'La tua area' },
        { href: `/istanze/${applicationId}`, label: 'La domanda' },
      ]}
    >
      {outcome === undefined ? <NotYet /> : <Outcome outcome={outcome} names={names} />}
    </Page>
  );
}

function NotYet() {
  return (
    <Notice kind="info" title="Non c’è ancora un esito">
      <p>
        Si decide dopo la chiusura delle domande. Non devi fare niente: quando l’esito è pubblicato ti scriviamo un
        messaggio e una e-mail, e lo leggi qui.
      </p>
    </Notice>
  );
}

function Outcome({ outcome, names }: { outcome: OwnOutcome; names: ReadonlyMap<string, string> }) {
  const { state, steps, gone, release, seed, publishedAt } = outcome;
  const nameOf = (school: string) =>
    names.get(school) ?? steps.find((each) => each.school === school)?.standing?.name ?? school;
  return (
    <>
      {gone && (
        <Notice kind="warning" title="Questa domanda non vale più">
          <p>È stata ritirata o sostituita dopo il calcolo. Quello che era stato pubblicato resta qui.</p>
        </Notice>
      )}
      <Answer outcome={outcome} nameOf={nameOf} />
      <p class="text-secondary">
        Domanda con protocollo {writeNumber(outcome)}. Pubblicato <Instant at={publishedAt} />.
      </p>
      {steps.map((step, index) => (
        <SchoolPart key={step.school} step={step} choice={index + 1} name={nameOf(step.school)} />
      ))}
      <h2>Come si è deciso</h2>
      <p>
        Ogni scuola ha messo in ordine le domande con i criteri del suo consiglio di istituto, che trovi in{' '}
        <a href={`/procedure/${release.procedureId}/scuole`}>I criteri delle scuole</a>. L’ordine di arrivo non conta, e
        indicare una scuola per seconda non fa perdere posizioni. I sorteggi usano un seme messo a verbale: «{seed}».
      </p>
      <h2>{state === 'not-admitted' ? 'Che cosa fare adesso' : 'Che cosa succede adesso'}</h2>
      <ul>
        {state === 'not-admitted' ? (
          <li>Chiedi all’ufficio scolastico della tua provincia: ti aiuta a trovare un posto in un’altra scuola.</li>
        ) : (
          <li>La scuola ti scrive per i documenti e per confermare l’iscrizione.</li>
        )}
        <li>
          Se un dato è sbagliato, scrivi alla scuola di cui parli con il numero di protocollo: puoi chiedere di vedere
          gli atti che ti riguardano (L. 241/1990, art. 22).
        </li>
      </ul>
    </>
  );
}

function Answer({
  outcome: { state, school, place, steps },
  nameOf,
}: {
  outcome: OwnOutcome;
  nameOf(school: string): string;
}) {
  if (state === 'not-admitted' || school === undefined) {
    return (
      <Notice kind="danger" title="Non c’è posto nelle scuole indicate">
        <p>Qui sotto trovi, scuola per scuola, perché.</p>
      </Notice>
    );
  }
  const label = steps.flatMap(({ standing }) => standing?.wished ?? []).find(({ id }) => id === place)?.label;
  return (
    <Notice kind="success" title={`C’è posto: ${nameOf(school)}`}>
      <p>
        {label !== undefined && `${label}. `}
        {state === 'admitted'
          ? 'È la prima scuola che hai indicato.'
          : 'Le scuole indicate prima non avevano posto: qui sotto trovi perché.'}
      </p>
    </Notice>
  );
}
