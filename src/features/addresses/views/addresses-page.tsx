import type { Bounce } from '../../../platform/mail/index.ts';
import {
  Actions,
  CardList,
  type CardProps,
  Details,
  Instant,
  LinkButton,
  MailSent,
  Notice,
} from '../../../ui/index.ts';
import { KIND_WORDS } from '../address.ts';
import { type Book, MAILS_A_DAY, MOST_ADDRESSES, type OwnAddress } from '../address-book.ts';
import type { Change } from '../change.ts';
import { PROVE_SUBJECT } from '../letters.ts';
import { AddressPage, LIST_TITLE } from './address-page.tsx';
import { History } from './history.tsx';
import type { Look } from './look.ts';
import { Again, Returned } from './returned.tsx';

export interface AddressesPageProps {
  readonly look: Look;
  readonly book: Book;
  readonly bounces: readonly Bounce[];
  readonly changes: readonly Change[];
  readonly now: Date;
}

/** Everything the person can be written to at, with what is wrong with it first. */
export function AddressesPage({ look, book, bounces, changes, now }: AddressesPageProps) {
  const bounceOf = ({ address }: OwnAddress) => bounces.find((one) => one.address === address.toLowerCase());
  const waiting = book.filter(({ verifiedAt }) => verifiedAt === null);
  return (
    <AddressPage
      look={look}
      title={LIST_TITLE}
      inside="list"
      tone="info"
      lead="Ti scriviamo all’indirizzo di riferimento. Gli altri servono se la posta del primo torna indietro."
    >
      {book.map((one) => {
        const bounce = bounceOf(one);
        return bounce === undefined ? null : (
          <Returned {...{ csrf: look.csrf, one, bounce, alone: book.length === 1 }} />
        );
      })}
      {book.length === 0 && (
        <Notice kind="warning">Non hai ancora nessun indirizzo: aggiungine uno, o non potremo scriverti.</Notice>
      )}
      <CardList
        cards={book.map((one) => addressCard(look, one, bounceOf(one) !== undefined, book))}
        empty="Nessun indirizzo."
      />
      <Actions>
        {book.length < MOST_ADDRESSES && (
          <LinkButton href="/profilo/indirizzi/nuovo" icon="it-mail">
            Aggiungi un indirizzo
          </LinkButton>
        )}
        <LinkButton look="quiet" href="/profilo">
          Torna al profilo
        </LinkButton>
      </Actions>
      {waiting.length > 0 && (
        <MailSent
          sender={look.frame.installation.mailSender}
          subject={PROVE_SUBJECT}
          to={waiting.map(({ address }) => address).join(', ')}
        >
          <p>
            Puoi fartela rimandare dalla scheda dell’indirizzo, qui sopra: dopo un minuto, e al massimo {MAILS_A_DAY}{' '}
            volte al giorno.
          </p>
        </MailSent>
      )}
      <Institutional />
      <History changes={changes} now={now} />
    </AddressPage>
  );
}

function addressCard(look: Look, one: OwnAddress, bouncing: boolean, book: Book): CardProps {
  return {
    title: one.address,
    level: 2,
    state: stateOf(one, bouncing),
    children: (
      <>
        <p>{KIND_WORDS[one.kind]}</p>
        {one.reference && one.kind === 'institutional' && (
          <p>
            Ti scriviamo qui. Se la casella si chiude non ricevi più niente: ti conviene aggiungere un indirizzo
            personale e sceglierlo come riferimento.
          </p>
        )}
        {one.verifiedAt === null && <Waiting one={one} />}
      </>
    ),
    // Of the reference there is nothing to do but to choose another.
    actions: one.reference ? undefined : <CardActions {...{ look, one, bouncing, book }} />,
  };
}

function stateOf({ verifiedAt, reference }: OwnAddress, bouncing: boolean): NonNullable<CardProps['state']> {
  if (bouncing) return { tone: 'danger', word: 'La posta torna indietro' };
  if (verifiedAt === null) return { tone: 'warning', word: 'Da confermare' };
  return reference ? { tone: 'success', word: 'Di riferimento' } : { tone: 'info', word: 'Confermato' };
}

function Waiting({ one: { linkExpiresAt } }: { one: OwnAddress }) {
  if (linkExpiresAt === null) return <p>Il collegamento non vale più: fattene mandare un altro.</p>;
  return (
    <p>
      Non lo usiamo finché non apri il collegamento che ti abbiamo mandato: vale fino a <Instant at={linkExpiresAt} />.
    </p>
  );
}

interface CardActionsProps {
  readonly look: Look;
  readonly one: OwnAddress;
  readonly bouncing: boolean;
  readonly book: Book;
}

function CardActions({ look, one, bouncing, book }: CardActionsProps) {
  const { id, address, verifiedAt } = one;
  const proven = book.filter((each) => each.verifiedAt !== null).length;
  return (
    <>
      {verifiedAt === null && <Again {...{ csrf: look.csrf, one }}>Rimanda l’e-mail</Again>}
      {verifiedAt !== null && !bouncing && (
        <LinkButton look="outline" href={`/profilo/indirizzi/riferimento?indirizzo=${id}`} about={address}>
          Usa come riferimento
        </LinkButton>
      )}
      {(verifiedAt === null || proven > 1) && (
        <LinkButton look="quiet" href={`/profilo/indirizzi/rimozione?indirizzo=${id}`} about={address}>
          Togli
        </LinkButton>
      )}
    </>
  );
}

/** Ministry boxes never become the reference by themselves: the person chooses, and knows what they are choosing. */
function Institutional() {
  return (
    <Details summary="Hai una casella @scuola.istruzione.it?">
      <p>
        Puoi aggiungerla, ma non diventa da sola il tuo riferimento: scegli tu. Tieni presente che si chiude tre mesi
        dopo la fine del lavoro a scuola, o se non la apri per sei mesi: per le domande ti conviene un indirizzo tuo.
      </p>
    </Details>
  );
}
