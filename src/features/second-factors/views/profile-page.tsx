import { Actions, CardList, Instant, LinkButton, Notice, SummaryList } from '../../../ui/index.ts';
import type { Factors, Passkey } from '../factors.ts';
import { towards } from '../paths.ts';
import { FactorPage, type Look, TRAIL } from './factor-page.tsx';

interface ProfileProps {
  readonly look: Look;
  readonly factors: Factors;
  readonly hasRole: boolean;
  readonly passkeysPossible: boolean;
  /** Where they were going when a stronger way in was asked for. */
  readonly asked: string | undefined;
}

/** What one proves who one is with, beside the password. */
export function ProfilePage({ look, factors, hasRole, passkeysPossible, asked }: ProfileProps) {
  const none = factors.totp === undefined && factors.passkeys.length === 0;
  return (
    <FactorPage look={look} title="Verifica in due passaggi" lead={LEAD} breadcrumb={TRAIL}>
      {none && (
        <Notice kind="info" title="Non è attiva">
          Aggiungi una passkey o un codice dal telefono: bastano due minuti. Puoi toglierli quando vuoi.
        </Notice>
      )}
      {!none && asked !== undefined && (
        <Actions>
          <LinkButton href={asked}>Torna dove eri</LinkButton>
        </Actions>
      )}
      <h2>Passkey</h2>
      <p>
        Una passkey è una chiave che resta nel tuo dispositivo e si apre con l’impronta, il viso o il PIN. Con una
        passkey entri anche senza password.
      </p>
      <CardList cards={factors.passkeys.map(cardOf)} empty="Non hai ancora una passkey." />
      {passkeysPossible ? (
        <Actions>
          <LinkButton href={towards('/profilo/secondo-fattore/passkey', asked)} look={none ? 'primary' : 'outline'}>
            Aggiungi una passkey
          </LinkButton>
        </Actions>
      ) : (
        <p>A questo indirizzo del portale le passkey non funzionano: serve un nome, non un numero.</p>
      )}
      <h2>Codice dal telefono</h2>
      <TotpPart factors={factors} asked={asked} />
      {!hasRole && !none && <CodesPart left={factors.codesLeft} />}
      {hasRole && <RolePart />}
    </FactorPage>
  );
}

const LEAD =
  'Oltre alla password, una seconda prova che sei tu. Chi scopre la tua password non riesce a entrare lo stesso.';

function cardOf({ id, name, addedAt, lastUsedAt, backedUp }: Passkey) {
  const href = `/profilo/secondo-fattore/passkey/${id}`;
  return {
    title: name,
    level: 3 as const,
    children: (
      <SummaryList
        rows={[
          { label: 'Aggiunta', value: <Instant at={addedAt} /> },
          { label: 'Ultimo uso', value: lastUsedAt === null ? 'Mai' : <Instant at={lastUsedAt} /> },
          {
            label: 'Dove sta',
            value: backedUp ? 'Nel tuo gestore di passkey, su più dispositivi' : 'In un solo dispositivo',
          },
        ]}
      />
    ),
    actions: (
      <>
        <LinkButton href={href} look="outline" about={`della passkey ${name}`}>
          Cambia nome
        </LinkButton>
        <LinkButton href={`${href}/rimozione`} look="quiet" about={`la passkey ${name}`}>
          Togli
        </LinkButton>
      </>
    ),
  };
}

function TotpPart({ factors: { totp }, asked }: { factors: Factors; asked: string | undefined }) {
  if (totp === undefined) {
    return (
      <>
        <p>Un’applicazione sul telefono mostra sei cifre che cambiano ogni 30 secondi. Funziona anche senza rete.</p>
        <Actions>
          <LinkButton href={towards('/profilo/secondo-fattore/applicazione', asked)} look="outline">
            Attiva il codice dal telefono
          </LinkButton>
        </Actions>
      </>
    );
  }
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Attivo da', value: <Instant at={totp.confirmedAt} /> },
          { label: 'Ultimo uso', value: totp.lastUsedAt === null ? 'Mai' : <Instant at={totp.lastUsedAt} /> },
        ]}
      />
      <Actions>
        <LinkButton href="/profilo/secondo-fattore/applicazione" look="outline">
          Passa a un altro telefono
        </LinkButton>
        <LinkButton href="/profilo/secondo-fattore/applicazione/rimozione" look="quiet">
          Togli il codice dal telefono
        </LinkButton>
      </Actions>
    </>
  );
}

function CodesPart({ left }: { left: number }) {
  return (
    <>
      <h2>Codici di recupero</h2>
      <p>
        {left === 0
          ? 'Non ne hai. Servono se perdi il telefono: falli adesso e conservali su carta.'
          : left === 1
            ? 'Te ne resta uno da usare.'
            : `Te ne restano ${left} da usare.`}
      </p>
      <Actions>
        <LinkButton href="/profilo/secondo-fattore/codici" look="outline">
          {left === 0 ? 'Fai i codici di recupero' : 'Fai nuovi codici di recupero'}
        </LinkButton>
      </Actions>
    </>
  );
}

function RolePart() {
  return (
    <>
      <h2>Se perdi tutto</h2>
      <p>
        Con un incarico allo sportello o in ufficio la verifica è obbligatoria. Aggiungi almeno due modi, così uno resta
        se perdi l’altro. Se li perdi tutti, chi amministra le utenze li azzera.
      </p>
    </>
  );
}
