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
      'Se non sei stato tu, cambia subito la password, rinuncia dalla pagina qui sotto e scrivi all’assistenza.',
    ],
    link: { href: '/profilo/dati-anagrafici', label: 'Guarda che cosa è stato chiesto' },
    key: `variation-asked-${id}`,
  };
}
