import { type Anew, type Touched, withNorm } from '../../engines/procedure/index.ts';
import { formatRome } from '../../kernel/rome-time.ts';
import type { Standing } from './application.ts';

/** A message tells so many by name; the page tells all. */
const NAMED = 40;

/** What a touched answer asks of the person, in one sentence after its place. */
export function touchedWords({ why, label, was }: Pick<Touched, 'why' | 'label' | 'was'>): string {
  if (label === undefined)
    return why === 'removed' ? 'questa sezione non c’è più' : 'questa sezione è nuova e va compilata';
  const chosen = was === undefined ? '' : ` (${was})`;
  switch (why) {
    case 'removed':
      return `«${label}» non si chiede più: la risposta che avevi dato non conta`;
    case 'not-possible':
      return `«${label}»: quello che avevi risposto${chosen} non è più possibile, rispondi di nuovo`;
    case 'reconfirm':
      return `«${label}»: il testo della dichiarazione è cambiato, rileggilo e conferma di nuovo`;
    case 'reworded':
      return `«${label}»: la domanda è scritta in un altro modo; la tua risposta è rimasta, controlla che vada bene`;
    case 'gone':
      return `«${label}»${chosen}: non c’è più, o non si può più scegliere`;
    case 'required':
      return `«${label}»: ora serve una risposta`;
  }
}

/** Why an answer of the other time must be given anew, in one sentence after its place. */
export function anewWords({ why, label }: Pick<Anew, 'why' | 'label'>): string {
  switch (why) {
    case 'declaration':
      return `«${label}» è una dichiarazione, e vale solo per la domanda in cui la fai`;
    case 'file':
      return `«${label}» è un documento, da allegare di nuovo`;
    case 'payment':
      return `«${label}» è un pagamento, e vale solo per la sua domanda`;
    case 'special':
      return `«${label}» riguarda dati delicati, che chiediamo ogni volta`;
  }
}

/** What the person is told by message: which answers are touched, each by its label, and what to do until when. */
export function moveLetter(about: {
  readonly title: string;
  readonly norm: string | undefined;
  readonly standing: Standing;
  readonly touched: readonly Touched[];
  readonly closesAt: Date | undefined;
  readonly application: string;
}) {
  const { title, norm, standing, touched, closesAt, application } = about;
  const named = touched.slice(0, NAMED).map((each) => `– ${each.where}: ${touchedWords(each)}.`);
  const until = closesAt === undefined ? '' : ` fino a prima di ${formatRome(closesAt)}`;
  return {
    subject: `Sono cambiate le regole: ${title}`.slice(0, 200),
    paragraphs: [
      `il ministero ha pubblicato ${withNorm(`una nuova versione delle regole di «${title}»`, norm)}, e riguarda alcune tue risposte.`,
      ...named,
      ...(touched.length > NAMED ? [`– e altre ${touched.length - NAMED}: le trovi nella pagina della domanda.`] : []),
      ...LAST[standing].map((words) => words.replace('{until}', until)),
    ],
    link: { href: `/istanze/${application}`, label: 'Apri la domanda' },
  };
}

const LAST: Readonly<Record<Standing, readonly string[]>> = {
  draft: ['Le altre risposte sono rimaste come le avevi lasciate. Controlla queste e poi inoltra la domanda{until}.'],
  filed: [
    'La domanda che hai inoltrato resta valida, con le regole, la ricevuta e il punteggio con cui l’hai inoltrata: non devi fare niente.',
    'Se vuoi adeguarla alle nuove regole puoi correggerla{until}.',
  ],
  correcting: [
    'La domanda che hai già inoltrato resta valida, con le regole e la ricevuta che ha. Quello che cambia riguarda la correzione che stai scrivendo: controlla queste risposte prima di inoltrarla{until}.',
  ],
  withdrawn: [],
};
