import { Actions, LinkButton, Notice } from '../../../ui/index.ts';
import { type Trouble, wordsFor } from '../anomaly-words.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

interface EntryTroublePageProps {
  readonly look: Look;
  readonly trouble: Trouble;
  readonly method?: string;
  /** Where the person may try again; the page of all ways in when nothing is said. */
  readonly again?: string;
}

/** An entry that led nowhere: what happened, what was kept, what to do, and what to tell whoever helps. */
export function EntryTroublePage({ look, trouble, method = 'spid', again = '/accesso' }: EntryTroublePageProps) {
  const { title, what, next } = wordsFor(trouble, method);
  return (
    <EntryPage look={look} title={title}>
      <Notice kind="warning" announced>
        {what}
      </Notice>
      <p>{next}</p>
      <Actions>
        <LinkButton href={again}>Torna alla pagina di accesso</LinkButton>
        <LinkButton href="/assistenza" look="outline">
          Chiedi aiuto
        </LinkButton>
      </Actions>
      <p>
        Se chiedi aiuto, cita questo riferimento: <strong>{look.requestId}</strong>
      </p>
    </EntryPage>
  );
}
