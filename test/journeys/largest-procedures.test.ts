import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Definition } from '../../src/engines/procedure/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createHasher } from '../../src/platform/hashing.ts';
import { GOOD_PASSWORD } from '../account-portal.ts';
import { applicantsOf } from '../applicants.ts';
import { launchBrowser } from '../browser.ts';
import { exampleFiled, packs } from '../catalogue-examples.ts';
import { openTestPortal, type TestPortal } from '../portal.ts';
import { filesByKeyboard } from './filling-in.ts';
import { peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { comesIn } from './registration.ts';

// The six procedures that ask most, filed on the smallest screen by somebody who has no mouse. PROCEDURES=a,b names others.

const LARGEST = 6;
const device = { width: 320, height: 640 };

let portal: TestPortal;
let browser: Browser;
let applicant: ReturnType<typeof applicantsOf>;
before(async () => {
  [portal, browser] = await Promise.all([openTestPortal({ smtp: 'none' }), launchBrowser()]);
  applicant = applicantsOf(portal.database, createHasher({ memoryKiB: 8, passes: 1, queue: 1 }), systemClock);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

for (const name of process.env['PROCEDURES']?.split(',') ?? largest()) {
  test(`${name} is filed by keyboard at ${device.width} pixels`, { timeout: 240_000 }, async () => {
    const filed = exampleFiled(name);
    const { username } = await applicant(filed.birthDate);
    const people = peopleAt(browser, portal.origin, { device, checks: 'still' }, keyboard);
    const person = await people.arrives();
    await comesIn(person, portal, { username, password: GOOD_PASSWORD });
    for (const { procedure } of filed.definition.prerequisites ?? []) {
      await filesByKeyboard(person, exampleFiled(procedure));
    }
    await filesByKeyboard(person, filed);
    await people.leave();
  });
}

/** By how many questions they ask; every line of a list of preferences asks its own. */
function largest(): readonly string[] {
  return [...packs.keys()].sort((one, other) => questionsOf(other) - questionsOf(one)).slice(0, LARGEST);
}

function questionsOf(name: string): number {
  const { sections }: Definition = exampleFiled(name).definition;
  const fields = sections.flatMap((section) => section.fields);
  return fields.reduce((sum, field) => sum + 1 + (field.kind === 'preferences' ? field.attributes.length : 0), 0);
}
