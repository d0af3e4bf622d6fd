/** What is said before a session ends and after it: how long, what is kept, what to do. Times are milliseconds. */
export const sessionWords = {
  /** It ends for lack of use, and may be prolonged. */
  idle: (now: number, end: number, saved: boolean): string =>
    `Non usi il portale da un po’: tra ${time(now, end)} ti chiediamo di accedere di nuovo. ${kept(saved)}`,

  /** It has lasted as long as it may. */
  last: (now: number, end: number, saved: boolean): string =>
    `Finisce tra ${time(now, end)} e non si può prolungare. ${kept(saved)} ${saved ? FINISH : SEND} Poi accedi di nuovo e continui da qui.`,

  over: (saved: boolean): string =>
    `${saved ? 'Le risposte salvate ci sono ancora.' : 'Quello che avevi già inviato c’è ancora.'} Accedi di nuovo: torni a questa pagina.`,
};

const FINISH = 'Finisci la frase che stai scrivendo.';
const SEND = 'Se stai scrivendo in questa pagina, inviala adesso.';

function kept(saved: boolean): string {
  return saved ? 'Le risposte salvate restano.' : 'Quello che hai già inviato resta.';
}

/** "3 minuti, alle 15:42" by the clock of Rome, never more than there is. */
function time(now: number, end: number): string {
  const at = new Date(end).toLocaleTimeString('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' });
  const minutes = Math.floor((end - now + 999) / 60_000);
  const left = minutes < 1 ? 'meno di un minuto' : minutes === 1 ? '1 minuto' : `${minutes} minuti`;
  return `${left}, alle ${at}`;
}
