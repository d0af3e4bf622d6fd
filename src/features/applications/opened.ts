import { type ApplicantFacts, applicationTitle } from '../../engines/procedure/index.ts';
import type { FilingWindow, Release } from '../procedures/index.ts';
import type { Application, LatestFiling, Standing } from './application.ts';

/** An application as a page works on it: with its release, its window at the instant of arrival, and where it stands. */
export interface Opened {
  readonly application: Application;
  readonly release: Release;
  readonly window: FilingWindow | undefined;
  /** What is known of who applies; only when what is told beside an answer depends on it. */
  readonly applicant: ApplicantFacts | undefined;
  readonly latest: LatestFiling | null;
  readonly standing: Standing;
  /** Answers may change now: the window is open and this edition is not filed. */
  readonly writable: boolean;
}

/** How its person tells it from their others. */
export function titleOf({ release, application }: Pick<Opened, 'release' | 'application'>): string {
  return applicationTitle(release.definition, application.answers);
}

/** Addresses of the pages of one application. */
export const paths = {
  application: (id: string) => `/istanze/${id}`,
  section: (id: string, section: string) => `/istanze/${id}/sezioni/${section}`,
  record: (id: string, section: string, key: string) =>
    key === '' ? paths.section(id, section) : `${paths.section(id, section)}/${encodeURIComponent(key)}`,
  review: (id: string) => `/istanze/${id}/riepilogo`,
  points: (id: string) => `/istanze/${id}/punteggio`,
  receipt: (id: string) => `/istanze/${id}/ricevuta`,
  filing: (id: string) => `/istanze/${id}/inoltro`,
  conflict: (id: string, conflict: string) => `/istanze/${id}/conflitti/${conflict}`,
  attachment: (id: string, attachment: string) => `/istanze/${id}/allegati/${attachment}`,
  earlierList: (id: string, section: string, field: string) => `${paths.section(id, section)}/elenchi/${field}`,
  search: (id: string, section: string, field: string, key: string) =>
    `/istanze/${id}/ricerche/${section}/${field}${key === '' ? '' : `?voce=${encodeURIComponent(key)}`}`,
  upload: (id: string, section: string, key: string, field: string) =>
    `${paths.record(id, section, key)}/allegati/${field}`,
} as const;
