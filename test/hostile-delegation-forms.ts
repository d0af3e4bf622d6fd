import { PERSONAL_CODE } from './cast-people.ts';
import type { CastWorld } from './cast-world.ts';

/** The forms (see hostile-forms.ts) by which one hands over, answers, stops, and goes back to oneself. */
export function delegating({ people }: CastWorld) {
  const offer = {
    fiscalCode: people.marta.account.fiscalCode,
    surname: people.marta.account.surname,
    ...{ 'from.day': '12', 'from.month': '3', 'from.year': '2026' },
    ...{ 'until.day': '20', 'until.month': '3', 'until.year': '2026' },
    scope: 'all',
    procedures: 'prova-2026',
    code: PERSONAL_CODE,
  };
  const [anna, delia] = ['anna', 'delia'] as const;
  const [page, end] = ['/profilo/deleghe/nuova', '/profilo/deleghe/fine'];
  return [
    { route: `POST ${page}`, who: anna, page, fill: offer, good: 303 },
    ...['inizio', 'accettazione', 'rifiuto', 'revoca'].map((act) => ({
      route: `POST /profilo/deleghe/:delegation/${act}`,
      who: anna,
      action: `/profilo/deleghe/${people.delia.delegation}/${act}`,
      ...(act === 'accettazione' ? { fill: { code: PERSONAL_CODE } } : {}),
      good: 303,
    })),
    { route: `POST ${end}`, who: delia, action: end, good: 303 },
  ];
}
