import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { ownPath } from './dom.ts';

const trouble: Readonly<Record<string, string>> = {
  NotAllowedError:
    'La passkey non è arrivata: hai annullato, è passato troppo tempo, o su questo dispositivo non ce n’è una per questo sito. Puoi riprovare.',
  InvalidStateError: 'Su questo dispositivo c’è già una tua passkey: non serve aggiungerla di nuovo.',
  SecurityError: 'Le passkey non si possono usare a questo indirizzo del portale.',
  NotSupportedError: 'Questo dispositivo non sa fare passkey protette da impronta, viso o PIN.',
  gone: 'Il portale non risponde. Controlla la connessione e riprova.',
};
const other = 'La passkey non ha funzionato. Riprova, o usa un altro modo.';

/** Asks the browser for a passkey when the form is sent, and sends it with the rest. */
export function startPasskey(place: HTMLElement): void {
  const form = place.querySelector('form');
  const answer = form?.querySelector<HTMLInputElement>('input[name="passkey"]');
  const told = place.querySelector<HTMLElement>('.passkey-trouble');
  if (!form || !answer || !told || !browserSupportsWebAuthn()) return;
  place.querySelector('.passkey-instead')?.remove();
  form.hidden = false;
  let asking = false;
  addEventListener('pageshow', () => {
    asking = false;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    told.hidden = true;
    void askFor(place, form)
      .then((text) => {
        if (text === undefined) return;
        answer.value = text;
        form.submit();
      })
      .catch((error: unknown) => {
        asking = false;
        const words = told.querySelector('span');
        if (words) words.textContent = trouble[nameOf(error)] ?? other;
        told.hidden = false;
      });
  });
}

/** What the browser answers, as text; nothing when one has to sign in first, and is on the way there. */
async function askFor(place: HTMLElement, form: HTMLFormElement): Promise<string | undefined> {
  const options = await challengeFrom(place.dataset['challenge'] ?? '', form);
  if (options === undefined) return undefined;
  const create = place.dataset['passkey'] === 'create';
  return JSON.stringify(
    create
      ? await startRegistration({ optionsJSON: options as never })
      : await startAuthentication({ optionsJSON: options as never }),
  );
}

async function challengeFrom(path: string, form: HTMLFormElement): Promise<unknown> {
  const csrf = form.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
  const headers = { Accept: 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: new URLSearchParams({ csrf }) }).catch(() => {
    throw Object.assign(new Error('no answer'), { name: 'gone' });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && isRecord(body)) return body['options'];
  const owed = isRecord(body) ? (body['confirm'] ?? body['signIn']) : undefined;
  if (owed === undefined) throw Object.assign(new Error('refused'), { name: 'gone' });
  // Not back to the path of the challenge but to this page.
  const { pathname } = new URL(ownPath(owed), location.href);
  location.assign(`${pathname}?dopo=${encodeURIComponent(location.pathname + location.search)}`);
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
