import { Actions, type Frame, LinkButton, Page, type Visitor } from '../../../ui/index.ts';
import type { RefusalWords } from '../refusal-words.ts';

export interface CieTroublePageProps {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly words: Pick<RefusalWords, 'title' | 'happened' | 'todo'>;
  /** Where to begin again. */
  readonly again: string;
  /** Told to the help line: leads to the record of this sign-in. */
  readonly reference?: string | undefined;
}

/** Somebody did not come in with CIE: what happened, what to do, and the other ways in. */
export function CieTroublePage({ frame, visitor, words, again, reference }: CieTroublePageProps) {
  return (
    <Page frame={frame} visitor={visitor} title={words.title} heading={words.title} lead={words.happened}>
      <p>{words.todo}</p>
      <Actions>
        <LinkButton href={again}>Riprova con CIE</LinkButton>
        <LinkButton href="/accesso" look="outline">
          Altri modi per entrare
        </LinkButton>
      </Actions>
      {reference !== undefined && (
        <p>
          Se chiedi aiuto, indica questo codice: <strong>{reference}</strong>
        </p>
      )}
    </Page>
  );
}
