import { formatRome } from '../../kernel/rome-time.ts';

/** What is told in the messages and by mail; the caller adds the account and the key. */
export interface Words {
  readonly kind: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly href: string; readonly label: string };
}

/** A delegation in the words of a letter. */
export interface Told {
  readonly id: string;
  readonly number: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly delegatorName: string;
}

/** Told to somebody who already knows both names. */
export interface ToldToBoth extends Told {
  readonly delegateName: string;
}

const link = ({ id }: Pick<Told, 'id'>) => ({ href: `/profilo/deleghe/${id}`, label: 'Vedi la delega' });
/** The last second of the last day: "fino a venerdì 20, ore 23:59:59" leaves no doubt. */
const lastInstant = (endsAt: Date) => formatRome(new Date(endsAt.getTime() - 1));
const NOT_ME = 'Se non sei stato tu, revoca subito la delega dal tuo profilo e scrivi all’assistenza.';

function period({ startsAt, endsAt }: Told): string {
  return `Vale da ${formatRome(startsAt)} fino a ${lastInstant(endsAt)}.`;
}

/** To the delegator: the same words whoever the code belongs to, or nobody. */
export function offerSentLetter(told: Told, typed: { readonly fiscalCode: string; readonly surname: string }): Words {
  return {
    kind: 'delegation.offered',
    subject: `Hai proposto una delega (n. ${told.number})`,
    paragraphs: [
      `Hai proposto a ${typed.surname}, codice fiscale ${typed.fiscalCode}, di operare per conto tuo.`,
      period(told),
      'Se quella persona è abilitata al servizio riceve la proposta. La delega vale solo dopo che l’ha accettata: ti scriviamo quando risponde.',
      NOT_ME,
    ],
    link: link(told),
  };
}

export function offerReceivedLetter(told: Told): Words {
  return {
    kind: 'delegation.received',
    subject: `${told.delegatorName} ti propone una delega (n. ${told.number})`,
    paragraphs: [
      `${told.delegatorName} ti propone di operare per conto suo nel portale.`,
      period(told),
      'Non sei obbligato ad accettare. Se accetti, ogni cosa che fai per suo conto resta registrata anche con il tuo nome.',
    ],
    link: { href: `/profilo/deleghe/${told.id}`, label: 'Leggi e rispondi' },
  };
}

export function acceptedLetters(told: ToldToBoth): { delegator: Words; delegate: Words } {
  return {
    delegator: {
      kind: 'delegation.accepted',
      subject: `${told.delegateName} ha accettato la tua delega (n. ${told.number})`,
      paragraphs: [
        `${told.delegateName} può operare per conto tuo. ${period(told)}`,
        'Nel tuo profilo vedi ogni cosa che fa e puoi fermare tutto in qualsiasi momento.',
        NOT_ME,
      ],
      link: link(told),
    },
    delegate: {
      kind: 'delegation.accepted',
      subject: `Hai accettato la delega di ${told.delegatorName} (n. ${told.number})`,
      paragraphs: [
        `Puoi operare per conto di ${told.delegatorName}. ${period(told)}`,
        'Per inoltrare usi il tuo codice personale, mai il suo. Puoi rinunciare in qualsiasi momento.',
      ],
      link: link(told),
    },
  };
}

/** To the delegator; the name is not told, because the offer was never accepted. */
export function refusedLetter(told: Told): Words {
  return {
    kind: 'delegation.refused',
    subject: `La delega n. ${told.number} non è stata accettata`,
    paragraphs: [
      'La persona a cui hai proposto la delega non l’ha accettata. Nessuno può operare per conto tuo con questa delega.',
    ],
    link: link(told),
  };
}

/** To both. `by`: who ended it; null for the portal, because one of the two is no longer enabled. */
export function revokedLetters(
  told: ToldToBoth,
  at: Date,
  by: 'delegator' | 'delegate' | null,
): { delegator: Words; delegate: Words } {
  const subject = `La delega n. ${told.number} è finita: revocata`;
  const why = {
    delegator: `${told.delegatorName} l’ha revocata ${formatRome(at)}.`,
    delegate: `${told.delegateName} vi ha rinunciato ${formatRome(at)}.`,
    portal: `È finita ${formatRome(at)}, perché uno dei due non è più abilitato al servizio.`,
  }[by ?? 'portal'];
  return {
    delegator: {
      kind: 'delegation.revoked',
      subject,
      paragraphs: [`${told.delegateName} non può più operare per conto tuo. ${why}`, KEPT],
      link: link(told),
    },
    delegate: {
      kind: 'delegation.revoked',
      subject,
      paragraphs: [`Non puoi più operare per conto di ${told.delegatorName}. ${why}`, KEPT],
      link: link(told),
    },
  };
}

const KEPT = 'Quello che è stato fatto finora con la delega resta valido e registrato.';

export function endingLetters(told: ToldToBoth): { delegator: Words; delegate: Words } {
  const subject = `La delega n. ${told.number} finisce fra poco`;
  const until = `Finisce ${lastInstant(told.endsAt)}.`;
  return {
    delegator: {
      kind: 'delegation.ending',
      subject,
      paragraphs: [
        `${told.delegateName} può ancora operare per conto tuo. ${until}`,
        'Se serve più tempo, proponi una nuova delega.',
      ],
      link: link(told),
    },
    delegate: {
      kind: 'delegation.ending',
      subject,
      paragraphs: [
        `Puoi ancora operare per conto di ${told.delegatorName}. ${until}`,
        'Inoltra prima di allora quello che manca.',
      ],
      link: link(told),
    },
  };
}

export function endedLetters(told: ToldToBoth): { delegator: Words; delegate: Words } {
  const subject = `La delega n. ${told.number} è finita`;
  const until = `È finita ${lastInstant(told.endsAt)}, come stabilito.`;
  return {
    delegator: {
      kind: 'delegation.ended',
      subject,
      paragraphs: [`${told.delegateName} non può più operare per conto tuo. ${until}`, KEPT],
      link: link(told),
    },
    delegate: {
      kind: 'delegation.ended',
      subject,
      paragraphs: [`Non puoi più operare per conto di ${told.delegatorName}. ${until}`, KEPT],
      link: link(told),
    },
  };
}
