import type { SchoolStep, WishedPlace } from './admission.ts';

/** What came of one school, in a sentence or two, with the numbers that decided. */
export function stepWords({ outcome, standing, place }: SchoolStep): string {
  if (standing === undefined) {
    return 'Questa scuola non ha pubblicato qui posti e criteri: la domanda è passata oltre. Per sapere che cosa decide, chiedi alla scuola.';
  }
  const { name, position, size, wished } = standing;
  const where = `${name}: posizione ${position} su ${size}`;
  switch (outcome) {
    case 'admitted':
      return `${where}. Posto in «${wished.find(({ id }) => id === place)?.label ?? place}».`;
    case 'not-needed':
      return `${where}. Non serve: hai già un posto in una scuola scelta prima.`;
    case 'no-place':
      return `${where}. Qui non ci sono posti del tipo che hai chiesto.`;
    default:
      return `${where}. ${wished.map(placeWords).join('; ')}.`;
  }
}

/** How many places of one kind there are, and how far they went. */
export function placeWords({ label, seats, last, because }: WishedPlace): string {
  const reached = last === undefined ? '' : `, l’ultimo ammesso è in posizione ${last}`;
  return `«${label}», posti ${seats}${reached}${because === undefined ? '' : ` (${because})`}`;
}
