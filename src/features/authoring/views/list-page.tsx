import { Actions, Instant, LinkButton, StateTag, Table } from '../../../ui/index.ts';
import type { Release } from '../../procedures/index.ts';
import { HOME, paths } from '../paths.ts';
import type { Working } from '../working.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

interface ListRow {
  readonly id: string;
  readonly release: Release | undefined;
  readonly working: Omit<Working, 'files'> | undefined;
  readonly asked: boolean;
}

/** Every procedure: what is in force, what somebody is working on, what waits for a second person. */
export function ListPage({ look, rows }: { look: Look; rows: readonly ListRow[] }) {
  return (
    <MinistryPage
      look={look}
      heading="Procedure"
      lead="Le regole di ogni procedura sono file: qui si modificano, si provano e si chiede di pubblicarle."
    >
      <Table
        caption="Procedure, versione in vigore e copia di lavoro"
        captionHidden
        empty="Non c’è ancora nessuna procedura."
        columns={[
          {
            label: 'Procedura',
            heading: true,
            cell: ({ id, release }) => <a href={paths.procedure(id)}>{release?.definition.title ?? id}</a>,
          },
          {
            label: 'In vigore',
            cell: ({ release }) =>
              release === undefined ? (
                'mai pubblicata'
              ) : (
                <>
                  <code>{release.digest.slice(0, 12)}</code>, <Instant at={release.publishedAt} dateOnly />
                </>
              ),
          },
          {
            label: 'Copia di lavoro',
            cell: ({ working }) =>
              working === undefined ? (
                'nessuna'
              ) : (
                <>
                  versione {working.version}, {working.editor}, <Instant at={working.editedAt} />
                </>
              ),
          },
          {
            label: 'Stato',
            cell: ({ asked }) => (asked ? <StateTag tone="warning">aspetta una decisione</StateTag> : ''),
          },
        ]}
        rows={rows}
      />
      <Actions>
        <LinkButton href={`${HOME}/nuova`} look="outline">
          Carica una procedura nuova
        </LinkButton>
        <LinkButton href={`${HOME}/ammissioni`} look="outline">
          Ammissioni alle scuole
        </LinkButton>
      </Actions>
    </MinistryPage>
  );
}
