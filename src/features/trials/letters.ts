import type { Trial } from '../../kernel/trial-rules.ts';
import type { Contest } from './contest.ts';

interface Convened {
  readonly when: string;
  /** They had been called for another day or place. */
  readonly moved: boolean;
  readonly number: number;
}

/** Called to a trial: when, where, what to bring. */
export function convenedLetter({ release, title }: Contest, trial: Trial, { when, moved, number }: Convened) {
  return {
    subject: moved ? `È cambiata la tua convocazione: ${trial.title}` : `Sei convocato: ${trial.title}`,
    paragraphs: [
      moved
        ? `è cambiata la tua convocazione alla prova «${trial.title}» per ${title} (${release.definition.title}). Vale questa, e non quella di prima.`
        : `sei convocato alla prova «${trial.title}» per ${title} (${release.definition.title}).`,
      `Quando e dove: ${when}. Il tuo numero di candidato è ${number}.`,
      ...(trial.bring.length === 0 ? [] : [`Porta con te: ${trial.bring.join('; ')}.`]),
      'Chi non si presenta è escluso da questo concorso. Se hai un motivo grave, scrivi subito all’ufficio.',
    ],
  };
}

/** Something is published. What it says stays in the area: a mail may be read by others. */
export function publishedLetter({ release, title }: Contest, trial: Trial | undefined, again: boolean) {
  const out =
    trial === undefined ? 'è uscita la graduatoria di merito' : `è uscito l’esito della prova «${trial.title}»`;
  return {
    subject: trial === undefined ? 'C’è la graduatoria di merito' : `C’è l’esito: ${trial.title}`,
    paragraphs: [
      `${out} per ${title} (${release.definition.title}).`,
      ...(again ? ['L’ufficio ha corretto quello che aveva pubblicato: vale questo, e non quello di prima.'] : []),
      'Punti, soglia e motivo li leggi nella tua area, dove nessun altro li vede.',
    ],
  };
}

/** The paper of somebody who has read their outcome already. */
export function paperLetter({ release, title }: Contest, trial: Trial, again: boolean) {
  return {
    subject: again ? `È cambiato il tuo elaborato: ${trial.title}` : `C’è il tuo elaborato: ${trial.title}`,
    paragraphs: [
      again
        ? `l’ufficio ha sostituito il tuo elaborato della prova «${trial.title}» per ${title} (${release.definition.title}): vale questo, e non quello di prima.`
        : `l’ufficio ha caricato il tuo elaborato della prova «${trial.title}» per ${title} (${release.definition.title}).`,
      'Lo scarichi dalla tua area: nessun altro candidato lo vede.',
    ],
  };
}
