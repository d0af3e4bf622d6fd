import assert from 'node:assert/strict';
import { filesThen, publishCycles, thisYear } from '../earlier-cycle.ts';
import { applicants, PASSWORD } from '../faults/applicants.ts';
import type { TestPortal } from '../portal.ts';
import type { Person } from './hands.ts';
import { comesIn } from './registration.ts';

// Somebody who filed for the cycle before begins from it, looks at what came, takes up the list, and files.

const CODE = 'TIGLI2047';

export async function beginsAgain(portal: TestPortal, arrives: () => Promise<Person>): Promise<void> {
  await publishCycles(portal.database);
  const [before] = await applicants(portal, 1);
  assert.ok(before);
  const { registerNumber } = await filesThen(
    {
      page: async (path) => (await before.person.get(path)).html,
      send: (path, fields) => before.person.post(path, { csrf: before.csrf, ...fields }),
    },
    'chi torna',
  );
  const person = await arrives();
  await comesIn(person, portal, { username: before.username, password: PASSWORD });
  await begins(person, registerNumber);
  await looksAt(person, registerNumber);
  await takesList(person);
  await files(person);
}

async function begins(person: Person, registerNumber: string): Promise<void> {
  await person.open(`/procedure/${thisYear.id}`);
  await person.hands.press('Compila la domanda');
  await person.sees('Come vuoi cominciare?');
  await person.reads(registerNumber, 'Titoli: 2 voci', 'è una dichiarazione, e vale solo per la domanda in cui la fai');
  await person.hands.press('Comincia dalla domanda dell’altra volta');
  await person.sees(thisYear.title, 'begun from last time');
  await person.reads('Ci sono risposte dell’altra volta da ricontrollare', `domanda n. ${registerNumber}`);
}

async function looksAt(person: Person, registerNumber: string): Promise<void> {
  const { hands } = person;
  await hands.follow('Luogo');
  await person.sees('Luogo', 'from last time');
  await person.reads(`Vengono dalla domanda n. ${registerNumber}`);
  await hands.press('Salva e continua');
  await person.sees('Titoli', 'from last time');
  await hands.press(/^Ho ricontrollato tutte le voci/);
  await person.sees('Preferenze', 'from last time');
}

/** The list came along too; it is asked about before anything of it changes. */
async function takesList(person: Person): Promise<void> {
  const { hands } = person;
  await hands.press('Riprendi la lista dell’altra volta');
  await person.sees('Riprendi la lista dell’altra volta');
  await person.reads('in questa procedura non si può più scegliere', 'Hai già scritto 2 preferenze');
  await hands.press('Riprendi la lista');
  await person.seesErrors('Riprendi la lista dell’altra volta', 'not chosen');
  await hands.pick(/Hai già scritto/, /^Toglile/);
  await hands.press('Riprendi la lista');
  await person.sees('Preferenze', 'taken up');
  await person.reads('Riprese 2 preferenze dalla domanda');
  await hands.press('Salva e continua');
}

async function files(person: Person): Promise<void> {
  const { hands } = person;
  await person.sees('Aiuti');
  await hands.press('Salva e continua');
  await person.sees('Dichiarazioni');
  await hands.tick(/Dichiaro il vero/);
  await hands.press('Salva e continua');
  await hands.follow('Controlla le risposte e inoltra');
  await person.sees('Controlla le risposte', 'all looked at');
  await hands.write('Codice personale', CODE);
  await hands.press('Inoltra la domanda');
  await person.sees('Domanda inoltrata', 'begun from last time');
}
