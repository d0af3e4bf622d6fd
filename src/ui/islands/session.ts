import { alive, element } from './dom.ts';

const warnBefore = 180_000;
const channelName = 'polis-session';

/**
 * Three minutes before the session ends for lack of use, asks once whether to stay. Esc means stay. After the end
 * the page stays as it is, and says how to come back to it.
 */
export function startSession(): void {
  const idle = Number(document.body.dataset['idleSeconds']) * 1000;
  const signOut = document.querySelector<HTMLFormElement>('form[action="/uscita"]');
  if (!(idle > 0) || !signOut) return;
  const channel = new BroadcastChannel(channelName);
  const dialog = stayDialog(signOut);
  let timer: ReturnType<typeof setTimeout>;
  const restart = () => {
    clearTimeout(timer);
    if (dialog.box.open) dialog.box.close();
    timer = setTimeout(warn, Math.max(0, idle - warnBefore));
  };
  const warn = () => {
    dialog.ask();
    timer = setTimeout(() => dialog.expired(), Math.min(idle, warnBefore));
  };
  const stay = async () => {
    if (await prolong(signOut)) document.dispatchEvent(new Event(alive));
    else dialog.expired();
  };
  dialog.onStay(() => void stay());
  document.addEventListener(alive, () => {
    restart();
    channel.postMessage(alive);
  });
  channel.addEventListener('message', restart);
  restart();
}

async function prolong(signOut: HTMLFormElement): Promise<boolean> {
  const csrf = signOut.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
  const body = new URLSearchParams({ csrf });
  const headers = { Accept: 'application/json' };
  const response = await fetch('/sessione', { method: 'POST', headers, body }).catch(() => undefined);
  return response?.ok ?? false;
}

interface StayDialog {
  readonly box: HTMLDialogElement;
  ask(): void;
  expired(): void;
  onStay(act: () => void): void;
}

function stayDialog(signOut: HTMLFormElement): StayDialog {
  const box = element('dialog', { class: 'stay', 'aria-labelledby': 'stay-title', 'aria-describedby': 'stay-words' });
  const title = element('h2', { id: 'stay-title' });
  const words = element('p', { id: 'stay-words' });
  const stay = element('button', { class: 'btn btn-primary', type: 'button' }, 'Resta collegato');
  const leave = element('button', { class: 'btn btn-quiet', type: 'button' }, 'Esci');
  const back = element('a', { class: 'btn btn-primary', href: location.href }, 'Accedi di nuovo');
  const actions = element('div', { class: 'actions' });
  box.append(title, words, actions);
  document.body.append(box);
  leave.addEventListener('click', () => signOut.requestSubmit());
  return {
    box,
    ask() {
      title.textContent = 'Sei ancora qui?';
      words.textContent = 'Tra circa 3 minuti ti chiediamo di accedere di nuovo. Le risposte salvate restano.';
      actions.replaceChildren(stay, leave);
      box.showModal();
      stay.focus();
    },
    expired() {
      title.textContent = 'La sessione è finita';
      words.textContent = 'Le risposte salvate ci sono ancora. Accedi di nuovo: torni a questa pagina.';
      actions.replaceChildren(back);
      if (!box.open) box.showModal();
      back.focus();
    },
    onStay(act) {
      stay.addEventListener('click', act);
      box.addEventListener('cancel', (event) => {
        if (!stay.isConnected) return;
        event.preventDefault();
        act();
      });
    },
  };
}
