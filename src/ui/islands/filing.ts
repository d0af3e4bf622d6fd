import { element } from './dom.ts';

const soon = 'Stiamo registrando la domanda. Non chiudere la pagina.';
const late =
  'Verifichiamo che la domanda sia stata registrata. Ci vuole più del solito: se riprovi, non viene inoltrata due volte.';

/** Says that the filing is under way; the form itself is sent by the browser as it is. */
export function startFiling(form: HTMLFormElement): void {
  const status = element('p', { role: 'status', class: 'field-hint' });
  form.append(status);
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    status.textContent = soon;
    setTimeout(() => {
      status.textContent = late;
    }, 5000);
  });
  addEventListener('pageshow', () => {
    status.textContent = '';
  });
}
