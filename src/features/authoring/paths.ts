export const HOME = '/ministero';

/** Addresses of the pages of one procedure. */
export const paths = {
  procedure: (id: string) => `${HOME}/procedure/${id}`,
  file: (id: string, name: string, line?: number) =>
    `${HOME}/procedure/${id}/file?nome=${encodeURIComponent(name)}${line === undefined ? '' : `&riga=${line}#text`}`,
  check: (id: string) => `${HOME}/procedure/${id}/controllo`,
  examples: (id: string) => `${HOME}/procedure/${id}/esempi`,
  diff: (id: string) => `${HOME}/procedure/${id}/confronto`,
  preview: (id: string, section: string) => `${HOME}/procedure/${id}/prova/${section}`,
  tryOut: (id: string) => `${HOME}/procedure/${id}/prova`,
  archive: (id: string) => `${HOME}/procedure/${id}/archivio`,
  upload: (id: string) => `${HOME}/procedure/${id}/carica`,
  publication: (id: string) => `${HOME}/procedure/${id}/pubblicazione`,
  decision: (id: string) => `${HOME}/procedure/${id}/decisione`,
  window: (id: string, window?: string) =>
    `${HOME}/procedure/${id}/finestra${window === undefined ? '' : `?finestra=${encodeURIComponent(window)}`}`,
  told: (id: string) => `${HOME}/procedure/${id}/avvisi`,
} as const;
