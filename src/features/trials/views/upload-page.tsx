import type { Trial } from '../../../kernel/trial-rules.ts';
import { Actions, Button, errorFor, FileField, Form, Notice } from '../../../ui/index.ts';
import type { Contest } from '../contest.ts';
import { COLUMNS, type ImportKind, type RowFault, type RowKind } from '../import-file.ts';
import { paths } from '../office.ts';
import { PAPER_LIMITS } from '../paper-limits.ts';
import type { Look } from './look.ts';
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
const HEADINGS = {
  convocations: 'Importa le convocazioni',
  results: 'Importa i risultati',
  papers: 'Carica gli elaborati',
} as const;

/** The file to bring in, how it is made, and what was wrong with the one just sent. */
export function UploadPage({ look, contest, trial, kind, faults }: UploadPageProps) {
  const papers = kind === 'papers';
  return (
    <OfficePage look={look} heading={`${HEADINGS[kind]}: ${trial.title}`} contest={contest}>
      {faults.length > 0 && (
        <Faults faults={faults} unit={papers ? 'Un file' : 'Una riga'} units={papers ? 'file' : 'righe'} />
      )}
      {kind === 'papers' ? <AboutPapers /> : <AboutRows kind={kind} max={trial.max} />}
      <p>Prima di contare, il file ti viene mostrato: confermi solo dopo averlo guardato.</p>
      <Form action={paths[kind](contest.id, trial.id)} csrf={look.visitor?.csrf} enctype="multipart">
        <FileField
          name="file"
          label={papers ? 'Archivio ZIP' : 'File CSV'}
          kinds={[papers ? 'ZIP' : 'CSV']}
          maxMegabytes={papers ? PAPER_LIMITS.archive / 1_000_000 : 2}
          error={errorFor(look.errors, 'file')}
        />
        <Actions>
          <Button>Carica e controlla</Button>
        </Actions>
      </Form>
    </OfficePage>
  );
}

function AboutRows({ kind, max }: { kind: RowKind; max: number }) {
  const { needed, free } = COLUMNS[kind];
  return (
    <>
      <p>
        Un file CSV in UTF-8, con virgole o punti e virgola, e una riga per candidato. Colonne necessarie:{' '}
        <strong>{needed.join(', ')}</strong>. Facoltative: {free.join(', ')}. Se c’è il codice fiscale, deve essere
        quello del candidato con quel numero.
      </p>
      {kind === 'results' && (
        <p>Il punteggio è un numero (78 oppure 78,50), al massimo {max}; per chi non c’era scrivi «assente».</p>
      )}
    </>
  );
}

function AboutPapers() {
  return (
    <>
      <p>
        Un archivio ZIP con un PDF per candidato: le risposte date e quelle giuste, o la prova corretta. Ogni PDF si
        chiama con il numero del candidato, per esempio <strong>12.pdf</strong>, e pesa al massimo 2 MB. Al massimo{' '}
        {PAPER_LIMITS.files} per archivio: se sono di più, carica più archivi.
      </p>
      <p>
        Ogni candidato vede solo il suo, e solo quando l’esito della prova è uscito. Controlla che nel PDF non ci siano
        dati di altri.
      </p>
    </>
  );
}

interface FaultsProps {
  readonly faults: readonly RowFault[];
  readonly unit: string;
  readonly units: string;
}

function Faults({ faults, unit, units }: FaultsProps) {
  const more = faults.length - MOST_SHOWN;
  return (
    <Notice
      kind="danger"
      title={faults.length === 1 ? `${unit} da correggere` : `${faults.length} ${units} da correggere`}
    >
      <p>Non è stato importato niente. Correggi il file e caricalo di nuovo.</p>
      <ul>
        {faults.slice(0, MOST_SHOWN).map(({ line, message }, index) => (
          <li key={index}>{line === undefined ? message : `Riga ${line}: ${message}`}.</li>
        ))}
        {more > 0 && <li>E altre {more}.</li>}
      </ul>
    </Notice>
  );
}
