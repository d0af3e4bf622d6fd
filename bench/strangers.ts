import { median, round2 } from './figures.ts';
import { openLine, type Reply, type Shot } from './http-load.ts';
import { type LoginPerson, makeLoginPeople, makeStrangers, post } from './login-people.ts';
import { inWorld } from './world.ts';

const SAMPLES = 500;

type Figures = Record<string, number>;

/** Where somebody could learn whether a person is known: what is posted, of one who is and of one who is not. */
const DOORS: readonly (readonly [name: string, shot: (person: LoginPerson) => Shot])[] = [
  ['login', ({ username }) => post('/accesso', { username, password: 'non è questa' })],
  ['password', ({ fiscalCode }) => post('/accesso/recupero', { fiscalCode })],
  ['username', ({ fiscalCode }) => post('/accesso/nome-utente', { fiscalCode })],
  ['registration', (person) => post('/registrazione/conferma', registrationOf(person))],
];

/**
 * How much the answers to known and to unknown persons differ, in time (medians of interleaved samples) and in bytes:
 * for acceptance, under 5 %. Printed, not judged.
 */
export async function strangers(report: (line: string) => void): Promise<Figures> {
  return inWorld(async ({ database, port }) => {
    const known = await makeLoginPeople(database, SAMPLES);
    const unknown = makeStrangers(SAMPLES);
    const figures: Figures = { samples: SAMPLES };
    report('door            known ms   unknown ms   differ %   bytes differ');
    for (const [name, shot] of DOORS) {
      await database.query('delete from throttles');
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      let bytes = 0;
      for (let turn = 0; turn < SAMPLES; turn += 1) {
        // Limits would answer before anything is looked up.
        if (turn % 10 === 0) await database.query('delete from throttles');
        const sizes: number[] = [];
        for (const which of turn % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
          const person = { known, unknown }[which][turn];
          if (person === undefined) continue;
          const { reply, milliseconds } = await timed(port, shot(person));
          if (reply.status >= 429) throw new Error(`${name} was answered ${reply.status}`);
          times[which].push(milliseconds);
          sizes.push(plainBytes(reply, person));
        }
        bytes = Math.max(bytes, Math.abs((sizes[0] ?? 0) - (sizes[1] ?? 0)));
      }
      const [one, other] = [median(times.known), median(times.unknown)];
      const differ = (100 * Math.abs(one - other)) / Math.max(one, other);
      const cells = [one.toFixed(2).padStart(12), other.toFixed(2).padStart(13), differ.toFixed(1).padStart(11)];
      report(`${name.padEnd(12)}${cells.join('')}${String(bytes).padStart(8)}`);
      figures[`${name}_known_ms`] = round2(one);
      figures[`${name}_unknown_ms`] = round2(other);
      figures[`${name}_time_differs_percent`] = round2(differ);
      figures[`${name}_bytes_differ`] = bytes;
    }
    return figures;
  });
}

/** The form of the registration, as its summary page sends it. */
function registrationOf({ fiscalCode, surname, name, birthDate, birthPlaceCode, email }: LoginPerson) {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const born = { 'birthDate.day': day, 'birthDate.month': month, 'birthDate.year': year, birthPlace: birthPlaceCode };
  const who = { fiscalCode, surname, name, sex: 'F', ...born };
  return { ...who, email, emailAgain: email, terms: 'true', privacy: 'true', action: 'confirm' };
}

async function timed(port: number, shot: Shot): Promise<{ reply: Reply; milliseconds: number }> {
  const line = await openLine(port);
  const sent = performance.now();
  const reply = await line.ask(shot);
  const milliseconds = performance.now() - sent;
  line.close();
  return { reply, milliseconds };
}

/** Bytes of the page without what was typed, which is given back as it came. */
function plainBytes({ status, body }: Reply, { username, fiscalCode }: LoginPerson): number {
  const plain = body.replaceAll(username, '').replaceAll(fiscalCode, '');
  return status * 1_000_000 + Buffer.byteLength(plain);
}
