import {
  type Answers,
  type Context,
  eligibilityOf,
  officeOf,
  windowState,
  windowsFor,
} from '../../engines/procedure/index.ts';
import { type Difference, differs } from './difference.ts';
import type { Example } from './example-schema.ts';
import type { Pack } from './release.ts';

/** The world of an example, with what it says of who applies: what it does not say is not known. */
export function worldOf({ applicant }: Pick<Example, 'applicant'>, world: Context): Context {
  return applicant === undefined ? world : { ...world, applicant };
}

/** What an example expects around the questions: who may apply, to which office, and whether in time. */
export function aroundDifferences(
  { expect, now }: Example,
  { definition }: Pack,
  answers: Answers,
  world: Context,
): readonly Difference[] {
  const verdicts = new Map(
    eligibilityOf(definition, world.applicant ?? {}, answers).map((each) => [each.id, each.verdict]),
  );
  const office = officeOf(definition, answers, world);
  const windows = windowsFor(definition, 'filing', world.applicant, answers);
  const open = now !== undefined && windows.some((window) => windowState(window, new Date(now)).state === 'open');
  return [
    ...Object.entries(expect.eligibility ?? {}).flatMap(([rule, wanted]) =>
      differs(`requisito ${rule}`, wanted, verdicts.get(rule) ?? 'non c’è'),
    ),
    ...(expect.office === undefined
      ? []
      : differs(
          'ufficio',
          `${expect.office.kind} ${expect.office.code}`,
          office ? `${office.kind} ${office.code}` : 'nessuno',
        )),
    ...(expect.window === undefined
      ? []
      : differs('finestra', expect.window, now === undefined ? 'manca now, l’istante' : open ? 'open' : 'closed')),
  ];
}
