import { Actions, Button, CardList, type CardProps, Form, LinkButton, Page, profileLink } from '../../../ui/index.ts';
import { delegationState } from '../delegation.ts';
import type { DelegationRecord } from '../record.ts';
import { periodInWords, STATES } from '../words.ts';
import { type Look, paths } from './look.ts';

export interface DelegationsPageProps extends Look {
  readonly delegations: readonly DelegationRecord[];
  /** Only who is enabled may hand over, or act. */
  readonly enabled: boolean;
  readonly notice?: string | undefined;
}

/** What the person has given to others, and what others have given to them. */
export function DelegationsPage({ delegations, enabled, notice, ...look }: DelegationsPageProps) {
  const of = (side: DelegationRecord['side']) => delegations.filter((one) => one.side === side);
  const received = of('delegate');
  return (
    <Page
      frame={look.frame}
      visitor={look.visitor}
      title="Deleghe – Il tuo profilo"
      heading="Deleghe"
      breadcrumb={[profileLink]}
      lead="Con una delega un’altra persona abilitata opera nel portale per conto tuo, fra due date che scegli tu. Puoi fermarla in qualsiasi momento."
      notice={notice === undefined ? undefined : { kind: 'info', text: notice }}
    >
      <h2>Deleghe che hai dato</h2>
      <CardList
        cards={of('delegator').map((one) => givenCard(one, look))}
        empty="Non hai dato nessuna delega: nessuno può operare per conto tuo."
      />
      {enabled ? (
        <Actions>
          <LinkButton href={paths.offer} look="outline">
            Delega una persona
          </LinkButton>
        </Actions>
      ) : (
        <p>
          Per delegare una persona devi prima <a href="/abilitazione">completare l’abilitazione al servizio</a>.
        </p>
      )}
      <h2>Deleghe che hai ricevuto</h2>
      <CardList cards={received.map((one) => receivedCard(one, look))} empty="Non hai ricevuto nessuna delega." />
      <p>
        <a href="/guide/deleghe">Come funziona una delega</a>
      </p>
    </Page>
  );
}

function givenCard(one: DelegationRecord, { now, visitor }: Look): CardProps {
  const state = delegationState(one, now);
  const running = state === 'running' || state === 'accepted';
  return {
    title: `n. ${one.number} a ${one.delegateName ?? one.surname}`,
    href: paths.one(one.id),
    state: STATES[state],
    level: 3,
    children: <p>Vale {periodInWords(one)}.</p>,
    ...(running && {
      actions: (
        <Form action={paths.revoke(one.id)} csrf={visitor.csrf} label={`Ferma la delega n. ${one.number}`}>
          <Button look="danger" about={`la delega n. ${one.number}`}>
            Ferma subito
          </Button>
        </Form>
      ),
    }),
  };
}

function receivedCard(one: DelegationRecord, { now, visitor }: Look): CardProps {
  const state = delegationState(one, now);
  return {
    title: `n. ${one.number} da ${one.delegatorName}`,
    href: paths.one(one.id),
    state: state === 'offered' ? { tone: 'warning', word: 'Aspetta la tua risposta' } : STATES[state],
    bar: state === 'offered' ? 'new' : undefined,
    level: 3,
    children: <p>Vale {periodInWords(one)}.</p>,
    ...(state === 'running' && {
      actions: (
        <Form action={paths.begin(one.id)} csrf={visitor.csrf} label={`Opera per conto di ${one.delegatorName}`}>
          <Button>Opera per conto di {one.delegatorName}</Button>
        </Form>
      ),
    }),
  };
}
