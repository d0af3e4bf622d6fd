import type { Bounce } from '../../../platform/mail/index.ts';
import { Button, Form, Instant, Notice } from '../../../ui/index.ts';
import type { OwnAddress } from '../address-book.ts';
import { BOUNCE_WORDS } from '../bounce-words.ts';

interface ReturnedProps {
  readonly csrf: string;
  readonly one: OwnAddress;
  readonly bounce: Bounce;
  /** There is no other one to choose. */
  readonly alone: boolean;
}

/** What is wrong, since when, and the way out. */
export function Returned({ csrf, one, bounce, alone }: ReturnedProps) {
  return (
    <Notice kind="danger" title={`La posta a ${one.address} torna indietro`}>
      <p>
        Da <Instant at={bounce.since} /> le nostre e-mail a questo indirizzo non arrivano: {BOUNCE_WORDS[bounce.reason]}
      </p>
      <p>{wayOut(one, alone)} Se hai sistemato la casella, controlla che la posta arrivi.</p>
      <Again csrf={csrf} one={one}>
        Manda un’e-mail di controllo
      </Again>
    </Notice>
  );
}

function wayOut({ reference }: OwnAddress, alone: boolean): string {
  if (!reference) return 'Se non lo usi più, toglilo.';
  const kept = 'Quello che ti scriviamo lo trovi comunque nei messaggi.';
  return alone
    ? `Aggiungi un altro indirizzo e sceglilo come riferimento. ${kept}`
    : `Scegli un altro indirizzo come riferimento. ${kept}`;
}

/** The mail with the link, once more. */
export function Again({ csrf, one, children }: { csrf: string; one: OwnAddress; children: string }) {
  return (
    <Form action="/profilo/indirizzi" csrf={csrf} hidden={{ indirizzo: one.id }}>
      <Button look="outline" about={`a ${one.address}`}>
        {children}
      </Button>
    </Form>
  );
}
