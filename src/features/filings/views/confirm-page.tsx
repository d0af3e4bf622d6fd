import { Actions, Button, CodeField, DraftBanner, Form, LinkButton, Page, Remaining } from '../../../ui/index.ts';
import { CodeStop, type CodeTrouble, codeError, mayTry } from './code-trouble.tsx';
import { type About, type Look, paths, trail } from './look.ts';

interface ConfirmPageProps extends Look {
  readonly about: About;
  readonly filingId: string;
  readonly version: number;
  readonly trouble: CodeTrouble;
}

/** Asks for the personal code again after one that was not right: nothing else has changed. */
export function ConfirmPage({ about, filingId, version, trouble, ...look }: ConfirmPageProps) {
  const message = codeError(trouble);
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title={`Conferma e inoltra – ${about.title}`}
      heading="Conferma e inoltra"
      section="/area"
      breadcrumb={trail(about)}
      errors={message === undefined ? [] : [{ field: 'code', message }]}
    >
      <DraftBanner
        missing={[]}
        replaces={about.correcting}
        closing={
          about.closesAt && (
            <>
              Hai ancora <Remaining until={about.closesAt} now={look.now} /> per inoltrarla.
            </>
          )
        }
      />
      <CodeStop trouble={trouble} closesAt={about.closesAt} />
      <p>
        La domanda «{about.title}» è completa e le risposte sono salvate. Manca solo la conferma con il codice
        personale.
      </p>
      {mayTry(trouble) && (
        <Form
          action={paths.filing(about.applicationId)}
          csrf={look.visitor?.csrf}
          filing
          hidden={{ filing: filingId, version: String(version) }}
          label="Conferma e inoltra"
        >
          <CodeField
            name="code"
            attempt={look.visitor?.attempt}
            hint="Il codice di almeno 8 lettere e cifre che hai scelto tu."
            error={message}
          />
          <Actions>
            <Button>{about.correcting ? 'Inoltra la correzione' : 'Inoltra la domanda'}</Button>
            <LinkButton href={paths.summary(about.applicationId)} look="outline">
              Torna al riepilogo
            </LinkButton>
          </Actions>
        </Form>
      )}
      {!mayTry(trouble) && (
        <p>
          <a href={paths.summary(about.applicationId)}>Torna al riepilogo</a>
        </p>
      )}
    </Page>
  );
}
