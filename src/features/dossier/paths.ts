/** Addresses of the pages of the dossier. */
export const paths = {
  dossier: '/fascicolo',
  removal: (id: string) => `/fascicolo/${id}/rimozione`,
} as const;
