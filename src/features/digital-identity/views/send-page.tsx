import { Actions, Button } from '../../../ui/index.ts';
import { EntryPage } from './entry-page.tsx';
import type { Look } from './look.ts';

interface SendPageProps {
  readonly look: Look;
  /** Name of the provider. */
  readonly to: string;
  readonly destination: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The request by post: one press of a button, since a page that leaves by itself would need a script. */
export function SendPage({ look, to, destination, fields }: SendPageProps) {
  return (
    <EntryPage
      look={look}
      title={`Continua su ${to}`}
      lead="Stai per andare sul sito del gestore per farti riconoscere. Poi torni qui da solo."
    >
      <form action={destination} method="post">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Actions>
          <Button>Continua su {to}</Button>
        </Actions>
      </form>
    </EntryPage>
  );
}
