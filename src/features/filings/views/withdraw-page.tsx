import { Actions, Button, CodeField, Form, Instant, LinkButton, Notice, Page, Remaining } from '../../../ui/index.ts';
import type { Falling } from '../falling.ts';
import type { FilingRecord } from '../record.ts';
import { writeNumber } from '../register-number.ts';
import { statementOf } from '../withdrawal.ts';
import { CodeStop, type CodeTrouble, codeError, mayTry } from './code-trouble.tsx';
import { type About, type Look, paths, trail } from './look.ts';

interface WithdrawPageProps extends Look {
  readonly about: About;
  readonly filing: FilingRecord;
  /** The time for filing is over: this is a revocation. */
  readonly afterClosing: boolean;
  /** What else has no effect any more. */
  readonly falling: readonly Falling[];
  readonly trouble?: CodeTrouble | undefined;
  readonly notice?: string | undefined;
}

/** What withdrawing means, what one may do instead, and the personal code. */
export function WithdrawPage({ about, filing, afterClosing, falling, trouble, notice, ...look }: WithdrawPageProps) {
  const message = codeError(trouble);
  const back = paths.confirmation(about.applicationId, filing.id);
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={`Ritira la domanda – ${about.title}`}
      heading="Ritira la domanda"
      section="/area"
      breadcrumb={trail(about)}
      notice={notice === undefined ? undefined : { kind: 'warning', text: notice }}
      errors={message === undefined ? [] : [{ field: 'code', message }]}
    >
      {trouble && <CodeStop trouble={trouble} closesAt={about.closesAt} />}
      <p>
        Stai per ritirare la domanda con protocollo <strong>{writeNumber(filing)}</strong>, inoltrata{' '}
        <Instant at={filing.arrivedAt} />.
      </p>
      <Notice kind="warning" title="Dopo il ritiro la domanda non vale più">
        {afterClosing ? (
          <p>
            Il termine per presentare la domanda è passato: se la revochi <strong>non puoi inoltrarne un’altra</strong>,
            e non puoi tornare indietro.
          </p>
        ) : (
          <p>
            Se vuoi solo cambiare qualcosa non serve ritirarla: <strong>correggila</strong>, e quella inoltrata resta
            valida finché non inoltri la correzione.
          </p>
        )}
      </Notice>
      <Others falling={falling} />
      <p>
        Le risposte sono conservate.{' '}
        {about.closesAt && !afterClosing && (
          <>
            Hai ancora <Remaining until={about.closesAt} now={look.now} /> per inoltrare di nuovo la domanda.{' '}
          </>
        )}
        Il ritiro riceve un suo numero di protocollo, e te lo scriviamo per e-mail.
      </p>
      {mayTry(trouble) && (
        <Form
          action={paths.withdrawal(about.applicationId)}
          csrf={look.visitor?.csrf}
          hidden={{ filing: filing.id, falling: falling.map(({ id }) => id).join(' ') }}
          label="Ritira la domanda"
        >
          <blockquote>{statementOf(afterClosing, falling)}</blockquote>
          <CodeField
            name="code"
            attempt={look.visitor?.attempt}
            hint="Lo usi come firma di questa dichiarazione."
            error={message}
          />
          <Actions>
            <Button look="danger">Ritira la domanda</Button>
            <LinkButton href={back} look="outline">
              Non ritirarla
            </LinkButton>
          </Actions>
        </Form>
      )}
      {!mayTry(trouble) && (
        <p>
          <a href={back}>Torna alla domanda inoltrata</a>
        </p>
      )}
    </Page>
  );
}

/** The person's other filings that need this one, each with the rule: they stay filed, without effect. */
function Others({ falling }: { falling: readonly Falling[] }) {
  if (falling.length === 0) return null;
  return (
    <Notice kind="danger" title="Con questa cadono altre tue domande">
      <p>Restano inoltrate, ma senza questa non hanno effetto:</p>
      <ul>
        {falling.map(({ id, title, registerNumber, lacks }) => (
          <li key={id}>
            <strong>{title}</strong>, protocollo {registerNumber}. {lacks.message}
            {lacks.norm !== undefined && ` (${lacks.norm})`}
          </li>
        ))}
      </ul>
      <p>Tornano ad averlo se inoltri di nuovo questa domanda in tempo.</p>
    </Notice>
  );
}
