import type { ComponentChildren } from 'preact';
import { Actions, Button, Details, Form, LinkButton, TextArea } from '../../../ui/index.ts';
import { paths } from '../paths.ts';
import type { Working } from '../working.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface FilePageProps {
  readonly look: Look;
  readonly working: Working;
  readonly name: string;
  readonly isNew: boolean;
  readonly text: string;
  /** The line somebody comes for. */
  readonly line: number | undefined;
  /** Somebody saved meanwhile: what is stored is shown beside what was typed. */
  readonly stored?: boolean | undefined;
}

/** One file of a pack, as text. */
export function FilePage({ look, working, name, isNew, text, line, stored }: FilePageProps) {
  const { procedureId: id } = working;
  const error = look.errors.find(({ field }) => field === 'text')?.message;
  return (
    <MinistryPage
      look={look}
      heading={name}
      procedure={id}
      lead={isNew ? 'Questo file non c’è ancora: nasce quando lo salvi.' : undefined}
    >
      {line !== undefined && <Around text={text} line={line} />}
      {stored && (
        <Details summary="Il testo salvato da un’altra persona">
          <Lines label="Testo salvato">{working.files[name] ?? ''}</Lines>
        </Details>
      )}
      <Form
        action={`${paths.procedure(id)}/file`}
        csrf={look.visitor?.csrf}
        enctype="multipart"
        hidden={{ nome: name, base: String(working.version) }}
        label={name}
      >
        <div class="code-field" data-line={line}>
          <TextArea
            name="text"
            label="Testo del file"
            hint="Se lo svuoti e salvi, il file viene tolto dalla copia di lavoro."
            value={text}
            rows={28}
            error={error}
          />
        </div>
        <Actions>
          <Button>Salva</Button>
          <Button look="outline" name="vai" value="controllo">
            Salva e controlla
          </Button>
          <LinkButton href={paths.procedure(id)} look="quiet">
            Torna alla procedura
          </LinkButton>
        </Actions>
      </Form>
    </MinistryPage>
  );
}

/** The lines around a fault, numbered, for who has no JavaScript to be taken there. */
function Around({ text, line }: { text: string; line: number }) {
  const lines = text.split('\n');
  const from = Math.max(0, line - 4);
  return (
    <>
      <p>
        Riga <strong>{line}</strong>:
      </p>
      <Lines label={`Righe intorno alla ${line}`}>
        {lines.slice(from, line + 3).map((each, index) => {
          const number = from + index + 1;
          const words = `${String(number).padStart(5)}  ${each}\n`;
          return number === line ? <mark key={number}>{words}</mark> : words;
        })}
      </Lines>
    </>
  );
}

/** Lines as they are; long ones scroll inside the box, also by keyboard. */
function Lines({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="code-lines" aria-label={label} tabindex={0}>
      <code>{children}</code>
    </section>
  );
}
