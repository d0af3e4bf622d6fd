import { Actions, LinkButton, Notice, Table } from '../../../ui/index.ts';
import type { ExamplesRun, PackFault } from '../../procedures/index.ts';
import type { Judgement } from '../judgement.ts';
import { paths } from '../paths.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface JudgedProps {
  readonly look: Look;
  readonly id: string;
  readonly judgement: Judgement;
}

/** Every fault of a working copy with the way to its line. */
export function CheckPage({ look, id, judgement }: JudgedProps) {
  return (
    <MinistryPage look={look} heading="Controllo" procedure={id}>
      {'faults' in judgement ? (
        <Faults id={id} judgement={judgement} />
      ) : (
        <>
          <Notice kind="success" title="Nessun errore">
            <p>
              La procedura si legge tutta. Impronta: <code>{judgement.digest.slice(0, 16)}</code>.
            </p>
          </Notice>
          <Warnings id={id} warnings={judgement.warnings} />
          <ExamplesSummary id={id} run={judgement.examples} />
        </>
      )}
      <Back id={id} />
    </MinistryPage>
  );
}

/** The examples of a working copy, each with what was expected and what came out. */
export function ExamplesPage({ look, id, judgement }: JudgedProps) {
  if ('faults' in judgement) return <CheckPage look={look} id={id} judgement={judgement} />;
  const { examples } = judgement;
  const wrong = examples.outcomes.filter(({ differences }) => differences.length > 0);
  return (
    <MinistryPage look={look} heading="Esempi" procedure={id}>
      <ExamplesSummary id={id} run={examples} />
      {examples.faults.length > 0 && <Faults id={id} judgement={examples} />}
      {wrong.map(({ file, line, title, differences }) => (
        <section key={`${file}:${line}`} aria-label={title}>
          <h2>{title}</h2>
          <p>
            <a href={paths.file(id, file, line)}>
              {file}, riga {line}
            </a>
          </p>
          <Table
            caption={`Che cosa non torna in «${title}»`}
            captionHidden
            columns={[
              { label: 'Che cosa', heading: true, cell: ({ what }) => what },
              { label: 'Atteso', cell: ({ expected }) => expected },
              { label: 'Ottenuto', cell: ({ got }) => got },
            ]}
            rows={differences}
          />
        </section>
      ))}
      <h2>Tutti gli esempi</h2>
      <Table
        caption="Tutti gli esempi"
        captionHidden
        columns={[
          { label: 'Esempio', heading: true, cell: ({ title }) => title },
          {
            label: 'Dove',
            cell: ({ file, line }) => (
              <a href={paths.file(id, file, line)}>
                {file}, riga {line}
              </a>
            ),
          },
          { label: 'Esito', cell: ({ differences }) => (differences.length === 0 ? 'torna' : 'non torna') },
        ]}
        rows={examples.outcomes}
      />
      <Back id={id} />
    </MinistryPage>
  );
}

export function ExamplesSummary({ id, run: { outcomes, faults } }: { id: string; run: ExamplesRun }) {
  const wrong = outcomes.filter(({ differences }) => differences.length > 0).length;
  if (outcomes.length === 0) {
    return (
      <Notice kind="warning" title="Nessun esempio">
        Senza esempi che tornano una procedura non si pubblica: scrivine almeno uno in examples.
      </Notice>
    );
  }
  if (wrong === 0 && faults.length === 0) {
    return (
      <Notice kind="success" title="Gli esempi tornano">
        <p>
          <a href={paths.examples(id)}>Esempi eseguiti: {outcomes.length}</a>, tutti come dicono.
        </p>
      </Notice>
    );
  }
  return (
    <Notice kind="danger" title="Alcuni esempi non tornano">
      <p>
        <a href={paths.examples(id)}>Esempi eseguiti: {outcomes.length}</a>. Non tornano: {wrong}. Non si leggono:{' '}
        {faults.length}.
      </p>
    </Notice>
  );
}

function Faults({ id, judgement: { faults } }: { id: string; judgement: Pick<ExamplesRun, 'faults'> }) {
  return (
    <>
      <Notice kind="danger" title={faults.length === 1 ? 'C’è un errore' : `Ci sono ${faults.length} errori`}>
        Ogni riga porta al punto del file.
      </Notice>
      <Places id={id} caption="Errori" faults={faults} />
    </>
  );
}

function Warnings({ id, warnings }: { id: string; warnings: readonly PackFault[] }) {
  if (warnings.length === 0) return null;
  return (
    <>
      <Notice kind="warning" title={warnings.length === 1 ? 'C’è un avviso' : `Ci sono ${warnings.length} avvisi`}>
        Si può pubblicare lo stesso, ma chi viene rifiutato non leggerà in base a quale norma.
      </Notice>
      <Places id={id} caption="Avvisi" faults={warnings} />
    </>
  );
}

/** Where each thing is, with the way to its line. */
function Places({ id, caption, faults }: { id: string; caption: string; faults: readonly PackFault[] }) {
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        {
          label: 'Dove',
          heading: true,
          cell: ({ file, line, column }) => (
            <a href={paths.file(id, file, line)}>
              {file}
              {line === undefined ? '' : `, riga ${line}, colonna ${column}`}
            </a>
          ),
        },
        { label: 'Che cosa', cell: ({ message }) => message },
      ]}
      rows={faults}
    />
  );
}

function Back({ id }: { id: string }) {
  return (
    <Actions>
      <LinkButton href={paths.procedure(id)} look="outline">
        Torna alla procedura
      </LinkButton>
    </Actions>
  );
}
