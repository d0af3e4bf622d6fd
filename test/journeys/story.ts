import type { TestPortal } from '../portal.ts';
import { corrects, files, fillsIn, readsFilings, readsPoints, withdraws } from './application.ts';
import type { Person } from './hands.ts';
import { asksToBeEnabled, choosesCode, comesInTheFirstTime, identifies, registers } from './registration.ts';

/**
 * The whole story, told once: from the public home to an application filed, corrected, read by the office, withdrawn.
 * Whose hands do it, and how the pages are looked at, is the business of who tells it.
 */
export async function tell(portal: TestPortal, arrives: () => Promise<Person>): Promise<void> {
  const giulia = await arrives();
  await comesInTheFirstTime(giulia, await registers(giulia, portal));
  const temporary = await asksToBeEnabled(giulia, portal);
  await identifies(await arrives(), portal);
  await choosesCode(giulia, portal, temporary);
  await fillsIn(giulia);
  await readsPoints(giulia, '26,50', '38,50');
  const first = await files(giulia, portal, '105', 'Inoltra la domanda');
  const second = await corrects(giulia, portal, first);
  await readsFilings(await arrives(), portal, first, second);
  await withdraws(giulia, portal, second);
}
