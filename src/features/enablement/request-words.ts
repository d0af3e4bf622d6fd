import { formatRome } from '../../kernel/rome-time.ts';

export const BUSY =
  'In questo momento le richieste sono molte. I tuoi dati sono salvi: aspetta qualche secondo e riprova.';

export function tooManyMailsWords(from: Date, code: 'temporaneo' | 'di recupero' = 'temporaneo'): string {
  return `Ti abbiamo già mandato un codice ${code}: guarda anche nella posta indesiderata. Puoi chiederne un altro da ${formatRome(from)}.`;
}
