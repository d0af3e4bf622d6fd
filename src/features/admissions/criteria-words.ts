import type { Membership } from '../../platform/http/index.ts';
import type { PackFault, Release } from '../procedures/index.ts';

/** "Riga 7, colonna 3: points.3.points: …". */
export function faultWords({ line, column, message }: PackFault): string {
  return `Riga ${line ?? 1}, colonna ${column ?? 1}: ${message}`;
}

export function otherSchool(named: string, own: string): string {
  return `Il documento è della scuola ${named}: il codice della tua è ${own}.`;
}

/** The least a school writes, to begin from. */
export function starterText({ procedureId }: Pick<Release, 'procedureId'>, { body, bodyName }: Membership): string {
  return `procedure: ${procedureId}
school: ${body}
name: ${JSON.stringify(bodyName)}
act: Delibera n. … del consiglio di istituto, …
places:
  - { id: first, label: Classe prima, seats: 25 }
questions:
  - { id: sibling, kind: boolean, label: Un fratello o una sorella frequenta già questa scuola }
points:
  - { id: A.1, label: Fratello o sorella in questa scuola, points: 5, when: sibling }
order:
  - { by: points }
  - { by: draw, words: Sorteggio pubblico a scuola }
`;
}
