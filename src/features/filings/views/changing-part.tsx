import { Actions, Button, Form, Instant, LinkButton, Notice, Remaining } from '../../../ui/index.ts';
import type { FilingRecord } from '../record.ts';
import { type Look, paths } from './look.ts';

export interface ChangingProps extends Look {
  readonly filing: FilingRecord;
  readonly window: { readonly opensAt: Date; readonly closesAt: Date } | undefined;
  /** The window is that for revocations: nothing can be filed again. */
  readonly afterClosing: boolean;
  /** A correction, or the application after a withdrawal, is being written and not filed. */
  readonly begunAgain: boolean;
}

/** Whoever left a correction half way must not believe it filed. */
export function Correcting(props: ChangingProps) {
  const { filing } = props;
  if (filing.state !== 'valid' || !props.begunAgain || props.afterClosing || !isOpen(props)) return null;
  return (
    <Notice kind="warning" title="La correzione non è ancora inoltrata">
      <p>Hai cominciato a correggere questa domanda. Finché non inoltri la correzione, vale questa.</p>
      <Actions>
        <LinkButton look="outline" href={paths.application(filing.applicationId)}>
          Continua la correzione
        </LinkButton>
      </Actions>
    </Notice>
  );
}

/** What may still be done about a filing, while its window is open. */
export function Changing(props: ChangingProps) {
  const { filing, afterClosing } = props;
  if (!isOpen(props)) return null;
  if (filing.state === 'valid') return afterClosing ? <Revoke {...props} /> : <Change {...props} />;
  return isLastWithdrawn(filing) && !afterClosing ? <Again {...props} /> : null;
}

function isOpen({ window, now }: ChangingProps): boolean {
  return window !== undefined && now >= window.opensAt && now < window.closesAt;
}

/** Withdrawn, and not filed again since. */
function isLastWithdrawn({ state, replacedById }: FilingRecord): boolean {
  return state === 'withdrawn' && replacedById === null;
}

function Change({ filing, visitor, window, now, begunAgain }: ChangingProps) {
  return (
    <section aria-labelledby="change">
      <h2 id="change">Vuoi cambiare qualcosa?</h2>
      <p>
        Hai ancora {window && <Remaining until={window.closesAt} now={now} />} per correggere o ritirare la domanda. Se
        la correggi, questa <strong>resta valida</strong> finché non inoltri la correzione.
      </p>
      <Form action={paths.correction(filing.applicationId)} csrf={visitor?.csrf} label="Correggi la domanda">
        <Actions>
          {!begunAgain && (
            <Button look="outline" icon="it-pencil">
              Correggi la domanda
            </Button>
          )}
          <LinkButton look="danger" href={paths.withdrawal(filing.applicationId)}>
            Ritira la domanda
          </LinkButton>
        </Actions>
      </Form>
    </section>
  );
}

function Again({ filing, window, now, begunAgain }: ChangingProps) {
  return (
    <section aria-labelledby="again">
      <h2 id="again">Hai cambiato idea?</h2>
      <p>
        Le risposte sono conservate. Hai ancora {window && <Remaining until={window.closesAt} now={now} />} per
        inoltrare di nuovo la domanda{begunAgain && ': l’hai ricominciata, e non è ancora inoltrata'}.
      </p>
      <Actions>
        <LinkButton look="outline" href={paths.application(filing.applicationId)}>
          Torna alla domanda
        </LinkButton>
      </Actions>
    </section>
  );
}

function Revoke({ filing, window }: ChangingProps) {
  return (
    <section aria-labelledby="revoke">
      <h2 id="revoke">Vuoi revocarla?</h2>
      <p>
        Il termine per presentarla è passato. Puoi ancora revocarla fino a prima di{' '}
        {window && <Instant at={window.closesAt} />}: dopo non puoi inoltrarne un’altra.
      </p>
      <Actions>
        <LinkButton look="danger" href={paths.withdrawal(filing.applicationId)}>
          Revoca la domanda
        </LinkButton>
      </Actions>
    </section>
  );
}
