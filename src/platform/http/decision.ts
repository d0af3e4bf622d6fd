import type { PublicationDecision } from '../../kernel/second-person.ts';
import type { FieldError, Form } from './form.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A request to publish as its form sends it: the digest that was seen, and what the deciding person will read. */
export function readRequest(form: Form): { readonly digest: string; readonly note: string } | FieldError {
  const { text: note, fault } = oneText(form, 'note');
  const [twice] = form.single('digest');
  const message = fault ?? twice?.message ?? wordsFault(note, 'Scrivi che cosa si pubblica e con quale atto.');
  return message === undefined ? { digest: form.text('digest'), note } : { field: 'note', message };
}

/** A decision as its form sends it, or what is wrong with it. */
export function readDecision(form: Form): PublicationDecision | FieldError {
  const choice = form.text('decision');
  const { text: reason, fault } = oneText(form, 'reason');
  const [twice] = [...form.single('decision', 'request'), ...form.faults.filter(({ field }) => field !== 'reason')];
  if (twice !== undefined) return { field: 'decision', message: twice.message };
  if (fault !== undefined) return { field: 'reason', message: fault };
  if (choice !== 'publish' && choice !== 'refuse')
    return { field: 'decision', message: 'Scegli se pubblicare o rifiutare.' };
  const wrong =
    choice === 'refuse' ? wordsFault(reason, 'Scrivi perché rifiuti: chi ha chiesto lo legge.') : tooLong(reason);
  if (wrong !== undefined) return { field: 'reason', message: wrong };
  const requestId = form.text('request');
  if (!UUID.test(requestId)) return { field: 'decision', message: 'La richiesta non è più questa: rileggi la pagina.' };
  return { requestId, publish: choice === 'publish', reason };
}

/** A text of one field: sent twice or too long, with why. */
export function oneText(form: Form, field: string): { readonly text: string; readonly fault: string | undefined } {
  const fault = [...form.single(field), ...form.faults].find((each) => each.field === field);
  return { text: form.text(field).trim(), fault: fault?.message };
}

/** Words somebody else will read: neither empty nor endless. */
export function wordsFault(text: string, what: string): string | undefined {
  return [...text].length < 10 ? `${what} Almeno 10 caratteri.` : tooLong(text);
}

function tooLong(text: string): string | undefined {
  return [...text].length > 2000 ? 'Il testo è troppo lungo: al massimo 2000 caratteri.' : undefined;
}
