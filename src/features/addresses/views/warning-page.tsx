import type { Bounce } from '../../../platform/mail/index.ts';
import { Actions, Instant, LinkButton, Notice } from '../../../ui/index.ts';
import { BOUNCE_WORDS } from '../bounce-words.ts';
import { AddressPage } from './address-page.tsx';
import type { Look } from './look.ts';

interface WarningProps {
  readonly look: Look;
  /** At least one. */
  readonly bounces: readonly Bounce[];
  /** Where they were going. */
  readonly next: string;
}

/** At sign-in, before anything else: what we write does not reach them. */
export function WarningPage({ look, bounces, next }: WarningProps) {
  return (
    <AddressPage look={look} title="La nostra posta non ti arriva">
      {bounces.map(({ address, since, reason }) => (
        <Notice key={address} kind="danger" title={`La posta a ${address} torna indietro`}>
          <p>
            Da <Instant at={since} /> le nostre e-mail a questo indirizzo non arrivano: {BOUNCE_WORDS[reason]}
          </p>
        </Notice>
      ))}
      <p>
        Domande, bozze e ricevute sono al sicuro: le trovi qui nel portale, e i messaggi anche. Ma finché non sistemi
        l’indirizzo non ricevi avvisi né collegamenti per rientrare.
      </p>
      <Actions>
        <LinkButton href="/profilo/indirizzi">Sistema gli indirizzi</LinkButton>
        <LinkButton look="outline" href={next}>
          Continua, lo faccio dopo
        </LinkButton>
      </Actions>
    </AddressPage>
  );
}
