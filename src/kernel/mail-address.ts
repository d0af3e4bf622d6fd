export type MailAddressReading =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly message: string };

const LONGEST = 254;
const LOCAL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** An e-mail address as people type it; nothing that could add a line to a mail's head gets through. */
export function readMailAddress(text: string): MailAddressReading {
  const typed = text.trim();
  if (typed === '') return refuse('Scrivi il tuo indirizzo e-mail: ci serve per mandarti le credenziali.');
  if (typed.length > LONGEST) return refuse(`L’indirizzo e-mail è troppo lungo: al massimo ${LONGEST} caratteri.`);
  const at = typed.lastIndexOf('@');
  if (at <= 0) return refuse('L’indirizzo e-mail non è completo: manca la chiocciola, come in nome@esempio.it.');
  const local = typed.slice(0, at);
  const labels = typed.slice(at + 1).split('.');
  const localFits = LOCAL.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');
  if (!localFits)
    return refuse('La parte prima della chiocciola non va bene. Controlla di non avere messo spazi o accenti.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || !/^[A-Za-z]/.test(labels.at(-1) ?? '')) {
    return refuse('La parte dopo la chiocciola non va bene: deve essere come esempio.it, senza spazi o accenti.');
  }
  return { ok: true, email: `${local}@${labels.join('.').toLowerCase()}` };
}

function refuse(message: string): MailAddressReading {
  return { ok: false, message };
}
