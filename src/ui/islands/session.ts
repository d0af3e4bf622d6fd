import { alive, element } from './dom.ts';
import { sessionWords } from './session-words.ts';

const warnBefore = 180_000;
const channelName = 'polis-session';

/**
 * Three minutes before the session ends for lack of use, asks once whether to stay; Esc means stay. Before the end that
 * nothing moves it only says so, beside the page and without taking the focus: there is something to finish. After the end
 * the page stays as it is, and says how to come back to it.
 */
export function startSession(): void {
  const { idleSeconds, leftSeconds } = document.body.dataset;
  const [idle, left] = [Number(idleSeconds) * 1000, Number(leftSeconds) * 1000];
  const signOut = document.querySelector<HTMLFormElement>('form[action="/uscita"]');
  if (!(idle > 0) || !signOut) return;
  const last = Date.now() + (left > 0 ? left : Number.POSITIVE_INFINITY);
  const channel = new BroadcastChannel(channelName);
  const dialog = stayDialog(signOut);
  const notice = lastNotice();
  let end = Date.now() + idle;
  let timer: ReturnType<typeof setTimeout>;
  const restart = (from: number) => {
    clearTimeout(timer);
    if (dialog.box.open) dialog.box.close();
    end = Math.min(from, last);
    timer = setTimeout(warn, Math.max(0, end - warnBefore - Date.now()));
  };
  const warn = () => {
    // Asked whether to stay, one would say yes to what cannot be.
    if (end >= last) notice.say(last);
    else dialog.ask(end);
    timer = setTimeout(() => dialog.expired(), Math.max(0, end - Date.now()));
  };
  const stay = async () => {
    if (await prolong(signOut)) document.dispatchEvent(new Event(alive));
    else dialog.expired();
  };
  dialog.onStay(() => void stay());
  document.addEventListener(alive, () => {
    restart(Date.now() + idle);
    channel.postMessage(alive);
  });
  channel.addEventListener('message', () => restart(Date.now() + idle));
  restart(end);
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
  ask(end: number): void;
  expired(): void;
  onStay(act: () => void): void;
}

function stayDialog(signOut: HTMLFormElement): StayDialog {
  const box = element('dialog', { class: 'stay', 'aria-labelledby': 'stay-title', 'aria-describedby': 'stay-words' });
  const title = element('h2', { id: 'stay-title' });
  const words = element('p', { id: 'stay-words' });
  const stay = element('button', { class: 'btn btn-primary', type: 'button' }, 'Resta collegato');
  const leave = element('button', { class: 'btn btn-quiet', type: 'button' }, 'Esci');
  // Without its fragment: a link to a place in this very page would stay on it.
  const here = `${location.pathname}${location.search}`;
  const back = element('a', { class: 'btn btn-primary', href: here }, 'Accedi di nuovo');
  const actions = element('div', { class: 'actions' });
  box.append(title, words, actions);
  document.body.append(box);
  leave.addEventListener('click', () => signOut.requestSubmit());
  return {
    box,
    ask(end) {
      title.textContent = 'Sei ancora qui?';
      words.textContent = sessionWords.idle(Date.now(), end, savesByItself());
      actions.replaceChildren(stay, leave);
      box.showModal();
      stay.focus();
    },
    expired() {
      title.textContent = 'La sessione è finita';
      words.textContent = sessionWords.over(savesByItself());
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

/** Stands on the page from the start, empty, so that what is put into it is announced. */
function lastNotice(): { say(end: number): void } {
  const place = element('div', { class: 'last-minutes', role: 'alert' });
  document.body.append(place);
  return {
    say(end) {
      const words = element('p', {}, sessionWords.last(Date.now(), end, savesByItself()));
      const close = element('button', { class: 'btn btn-outline-primary', type: 'button' }, 'Ho capito');
      close.addEventListener('click', () => place.replaceChildren());
      place.replaceChildren(element('strong', {}, 'La sessione sta per finire'), words, close);
    },
  };
}

function savesByItself(): boolean {
  return document.querySelector('form[data-autosave]') !== null;
}
