import { Actions, Button, FileField, Form } from '../../../ui/index.ts';
import { HOME, paths } from '../paths.ts';
import type { Working } from '../working.ts';
import type { Look } from './look.ts';
import { MinistryPage } from './ministry-page.tsx';

/** All the files at once, as they are in the folder of the procedure. */
export function UploadPage({ look, working }: { look: Look; working: Working | undefined }) {
  const action = working === undefined ? `${HOME}/nuova` : paths.upload(working.procedureId);
  return (
    <MinistryPage
      look={look}
      heading={working === undefined ? 'Carica una procedura nuova' : 'Carica i file'}
      procedure={working?.procedureId}
      lead={
        working === undefined
          ? 'Un archivio ZIP con procedure.yaml e, se ci sono, scoring.yaml, examples e texts.'
          : 'I file dell’archivio prendono il posto di quelli della copia di lavoro; quelli che nell’archivio non ci sono vengono tolti.'
      }
    >
      <Form
        action={action}
        csrf={look.visitor?.csrf}
        enctype="multipart"
        hidden={working === undefined ? {} : { base: String(working.version) }}
      >
        <FileField
          name="archive"
          label="Archivio della procedura"
          kinds={['ZIP']}
          maxMegabytes={2}
          error={look.errors.find(({ field }) => field === 'archive')?.message}
        />
        <Actions>
          <Button>Carica</Button>
        </Actions>
      </Form>
    </MinistryPage>
  );
}
