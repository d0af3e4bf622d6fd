import { formatRome } from '../../../kernel/rome-time.ts';
import {
  Actions,
  AskPublication,
  Button,
  DateField,
  DecidePublication,
  errorFor,
  Form,
  Instant,
  Notice,
  TextArea,
  TextField,
} from '../../../ui/index.ts';
import type { Contest } from '../contest.ts';
import { paths } from '../office.ts';
import type { TrialPublication } from '../publication.ts';
import type { Publishable } from '../publication-store.ts';
import type { Look } from './look.ts';

export interface PublicationActProps {
  readonly look: Look;
  readonly contest: Contest;
  /** Name of what is published, in the address. */
  readonly what: string;
  readonly found: Publishable;
  /** Decided, and not seen by anybody yet. */
  readonly scheduled: TrialPublication | undefined;
  /** The request for exactly what is shown that waits for a second person. */
  readonly request: TrialPublication | undefined;
  /** Why this person may not decide over it. */
  readonly barred: string | undefined;
  /** What was typed, as it was typed. */
  readonly typed: Readonly<Record<'note' | 'reason' | 'recall' | 'day' | 'time', string>>;
}

/** What is to be done: taking back what is to appear later, deciding over what is asked for, or asking. */
export function PublicationAct(props: PublicationActProps) {
  const { look, contest, what, found, scheduled, request, barred, typed } = props;
  const { visitor, errors } = look;
  if (scheduled !== undefined) return <Scheduled {...props} scheduled={scheduled} />;
  if (request !== undefined) {
    const { reason } = typed;
    const action = paths.decision(contest.id, what);
    return (
      <DecidePublication {...{ visitor, errors, action, request, barred, reason }} publishes={publishes(request)} />
    );
  }
  if (found.digest === undefined) return null;
  const example = 'verbale della commissione n. 4 del 10 aprile.';
  const action = paths.publication(contest.id, what);
  return (
    <AskPublication {...{ visitor, errors, action, digest: found.digest, note: typed.note, example }}>
      <DateField
        name="day"
        label="Giorno in cui esce"
        hint="Lascia vuoti giorno e ora se deve uscire appena un’altra persona approva."
        value={typed.day}
        optional
        error={errorFor(errors, 'day')}
      />
      <TextField
        name="time"
        label="Ora in cui esce"
        hint="Per esempio 14:00 oppure 14:00:00. È l’ora di Roma. Prima nessun candidato vede niente."
        value={typed.time}
        optional
        error={errorFor(errors, 'time')}
      />
    </AskPublication>
  );
}

function publishes({ appearsAt }: TrialPublication): string {
  return appearsAt === null
    ? 'Pubblico: ogni candidato vede il suo e viene avvisato'
    : `Pubblico: ${formatRome(appearsAt)}, ogni candidato vede il suo e viene avvisato`;
}

function Scheduled({
  look,
  contest,
  what,
  found,
  scheduled,
  typed,
}: PublicationActProps & { scheduled: TrialPublication }) {
  const { visitor, errors } = look;
  return (
    <>
      <h2>È deciso, e non è ancora uscito</h2>
      <p>
        Esce <strong>{scheduled.appearsAt && <Instant at={scheduled.appearsAt} />}</strong>. Fino ad allora nessun
        candidato vede niente; poi ognuno vede il suo e viene avvisato.
      </p>
      <p>
        Chiesta da {scheduled.asker}: «{scheduled.note}». Approvata da {scheduled.decider}.
      </p>
      {scheduled.digest !== found.digest && (
        <Notice kind="warning" title="Esce quello che è stato approvato">
          Dopo l’approvazione qualcosa è cambiato, per esempio un candidato si è ritirato. Se non va più bene, annulla e
          chiedi di nuovo.
        </Notice>
      )}
      <Form action={paths.recall(contest.id, what)} csrf={visitor?.csrf} label="Annulla la pubblicazione">
        <TextArea
          name="recall"
          label="Perché la annulli"
          hint="Resta fra le cose fatte di questo concorso."
          value={typed.recall}
          maxlength={2000}
          error={errorFor(errors, 'recall')}
        />
        <Actions>
          <Button look="danger">Annulla la pubblicazione</Button>
        </Actions>
      </Form>
    </>
  );
}
