import type { Release } from '../procedures/index.ts';
import type { Titles } from './words.ts';

/** The titles of what is published; an id nothing is published under any more is shown as it is. */
export function titlesOf(releases: readonly Release[]): Titles {
  const byId = new Map(releases.map((release) => [release.procedureId, release.definition]));
  return {
    procedure: (id) => byId.get(id)?.title ?? id,
    section: (procedureId, section) =>
      byId.get(procedureId)?.sections.find(({ id }) => id === section)?.title ?? section,
  };
}
