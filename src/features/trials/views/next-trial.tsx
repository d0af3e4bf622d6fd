import type { Trial } from '../../../kernel/trial-rules.ts';
import { Actions, Instant, LinkButton, SummaryList } from '../../../ui/index.ts';
import type { Called } from '../import-file.ts';
import type { Participation } from '../participation.ts';

interface NextTrialProps {
  readonly own: Participation;
  readonly trial: Trial;
  readonly called: Called;
  readonly applicationId: string;
}

/** Where to be, when, and with what: all that one looks for on the morning of the trial. */
export function NextTrial({ own, trial, called, applicationId }: NextTrialProps) {
  return (
    <section aria-labelledby="next-trial">
      <h2 id="next-trial">La tua prossima prova</h2>
      <SummaryList
        rows={[
          { label: 'Prova', value: `${trial.title} – ${own.contest.title}` },
          { label: 'Giorno e ora', value: <Instant at={called.startsAt} /> },
          { label: 'Sede', value: [called.place, called.address].filter((part) => part !== '').join(', ') },
          ...(called.room === '' ? [] : [{ label: 'Aula', value: called.room }]),
          ...(called.seat === '' ? [] : [{ label: 'Posto', value: called.seat }]),
          { label: 'Numero di candidato', value: String(own.number) },
          { label: 'Che cosa portare', value: <Bring trial={trial} /> },
        ]}
      />
      <Actions>
        <LinkButton href={`/istanze/${applicationId}/prove/calendario.ics`} look="outline" download>
          Aggiungi al tuo calendario
        </LinkButton>
      </Actions>
    </section>
  );
}

function Bring({ trial }: { trial: Trial }) {
  if (trial.bring.length === 0) return <>Un documento di identità valido</>;
  return (
    <ul>
      {trial.bring.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
