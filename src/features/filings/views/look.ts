import type { Frame, Visitor } from '../../../ui/index.ts';

/** What every page is drawn in. */
export interface Look {
  readonly frame: Frame;
  readonly visitor: Visitor | null;
  readonly now: Date;
}

/** The application a page of filing is about. */
export interface About {
  readonly applicationId: string;
  readonly title: string;
  readonly closesAt: Date | undefined;
  /** A filed edition stays valid meanwhile. */
  readonly correcting: boolean;
}

export const paths = {
  application: (id: string) => `/istanze/${id}`,
  summary: (id: string) => `/istanze/${id}/riepilogo`,
  filing: (id: string) => `/istanze/${id}/inoltro`,
  correction: (id: string) => `/istanze/${id}/correzione`,
  withdrawal: (id: string) => `/istanze/${id}/ritiro`,
  confirmation: (id: string, filing: string) => `/istanze/${id}/ricevuta/${filing}`,
  pdf: (id: string, filing: string) => `/istanze/${id}/ricevuta/${filing}/pdf`,
} as const;

/** The way back to the application. */
export function trail({ applicationId, title }: About) {
  return [
    { href: '/area', label: 'La tua area' },
    { href: paths.application(applicationId), label: title },
  ];
}
