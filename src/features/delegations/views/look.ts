import type { Frame, Visitor } from '../../../ui/index.ts';

/** What every page is drawn in. */
export interface Look {
  readonly frame: Frame;
  readonly visitor: Visitor;
  readonly now: Date;
}

export const paths = {
  list: '/profilo/deleghe',
  offer: '/profilo/deleghe/nuova',
  end: '/profilo/deleghe/fine',
  one: (id: string) => `/profilo/deleghe/${id}`,
  accept: (id: string) => `/profilo/deleghe/${id}/accettazione`,
  refuse: (id: string) => `/profilo/deleghe/${id}/rifiuto`,
  revoke: (id: string) => `/profilo/deleghe/${id}/revoca`,
  begin: (id: string) => `/profilo/deleghe/${id}/inizio`,
  takeUp: (id: string) => `/profilo/deleghe/${id}/ripresa`,
} as const;

export const DELEGATIONS = { href: paths.list, label: 'Deleghe' };
