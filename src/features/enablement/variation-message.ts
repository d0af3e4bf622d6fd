import { formatRome } from '../../kernel/rome-time.ts';
import type { CodeMessage } from './code-messages.ts';
import type { EnablementRequest } from './declared-data.ts';
import { type Variation, variedRows } from './variation.ts';

/** Told everywhere at once, while nothing has changed yet: whoever did not ask for it can still stop it. */
export function variationAskedMessage(
  { id, number, madeAt }: Pick<EnablementRequest, 'id' | 'number' | 'madeAt'>,
  variation: Variation,
): CodeMessage {
  const changing = variedRows(variation).filter(({ changes }) => changes);
  return {
    kind: 'enablement.variation-asked',
    subject: 'Hai chiesto di cambiare i tuoi dati anagrafici',
    paragraphs: [
      `Con la richiesta n. ${number}, ${formatRome(madeAt)}, hai chiesto di cambiare: ${changing.map(({ label }) => label.toLowerCase()).join(', ')}.`,
      'Non è ancora cambiato niente: cambia quando una scuola o un ufficio ti ha identificato con i documenti. Fino ad allora puoi leggere tutto e continuare le bozze, ma non inoltrare domande.',
      'Se non sei stato tu, ritira la richiesta dalla pagina qui sotto, cambia subito le credenziali con cui entri e scrivi all’assistenza. Se ci ripensi, ritirala: tutto torna come prima.',
    ],
    link: { href: '/profilo/dati-anagrafici', label: 'Guarda che cosa è stato chiesto' },
    key: `variation-asked-${id}`,
  };
}

/** Told everywhere too: whoever withdrew it may not be who had asked. */
export function variationWithdrawnMessage(
  { id, number }: Pick<EnablementRequest, 'id' | 'number'>,
  now: Date,
): CodeMessage {
  return {
    kind: 'enablement.variation-withdrawn',
    subject: 'Hai ritirato la richiesta di cambiare i dati anagrafici',
    paragraphs: [
      `La richiesta n. ${number} è stata ritirata ${formatRome(now)}: i tuoi dati anagrafici restano quelli di prima.`,
      'Il codice personale di prima vale di nuovo: puoi inoltrare le domande. Il codice temporaneo e il modulo di quella richiesta non servono più.',
      'Se non sei stato tu, cambia subito le credenziali con cui entri e scrivi all’assistenza.',
    ],
    link: { href: '/profilo', label: 'Vai al tuo profilo' },
    key: `variation-withdrawn-${id}`,
  };
}
