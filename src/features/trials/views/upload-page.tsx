import type { Trial } from '../../../kernel/trial-rules.ts';
import { Actions, Button, FileField, Form, Notice } from '../../../ui/index.ts';
import type { Contest } from '../contest.ts';
import { COLUMNS, type ImportKind, type RowFault } from '../import-file.ts';
import { paths } from '../office.ts';
import { errorOf, type Look } from './look.ts';
import { OfficePage } from './office-page.tsx';

interface UploadPageProps {
  readonly look: Look;
  readonly contest: Contest;
  readonly trial: Trial;
  readonly kind: ImportKind;
  /** Every row that is wrong in the file just sent. */
  readonly faults: readonly RowFault[];
}

const MOST_SHOWN = 200;
const HEADINGS = { convocations: 'Importa le convocazioni', results: 'Importa i risultati' } as const;

/** The file to bring in, how it is made, and what was wrong with the one just sent. */
export function UploadPage({ look, contest, trial, kind, faults }: UploadPageProps) {
  const { needed, free } = COLUMNS[kind];
  return (
    <OfficePage look={look} heading={`${HEADINGS[kind]}: ${trial.title}`} contest={contest}>
      {faults.length > 0 && <Faults faults={faults} />}
      <p>
        Un file CSV in UTF-8, con virgole o punti e virgola, e una riga per candidato. Colonne necessarie:{' '}
        <strong>{needed.join(', ')}</strong>. Facoltative: {free.join(', ')}. Se c’è il codice fiscale, deve essere
        quello del candidato con quel numero.
      </p>
      {kind === 'results' && (
        <p>Il punteggio è un numero (78 oppure 78,50), al massimo {trial.max}; per chi non c’era scrivi «assente».</p>
      )}
      <p>Prima di contare, il file ti viene mostrato: confermi solo dopo averlo guardato.</p>
      <Form action={paths[kind](contest.id, trial.id)} csrf={look.visitor?.csrf} enctype="multipart">
        <FileField name="file" label="File CSV" kinds={['CSV']} maxMegabytes={2} error={errorOf(look, 'file')} />
        <Actions>
          <Button>Carica e controlla</Button>
        </Actions>
      </Form>
    </OfficePage>
  );
}

function Faults({ faults }: { faults: readonly RowFault[] }) {
  const more = faults.length - MOST_SHOWN;
  return (
    <Notice
      kind="danger"
      title={faults.length === 1 ? 'Una riga da correggere' : `${faults.length} righe da correggere`}
    >
      <p>Non è stato importato niente. Correggi il file e caricalo di nuovo.</p>
      <ul>
        {faults.slice(0, MOST_SHOWN).map(({ line, message }, index) => (
          <li key={index}>
            Riga {line}: {message}.
          </li>
        ))}
        {more > 0 && <li>E altre {more}.</li>}
      </ul>
    </Notice>
  );
}
