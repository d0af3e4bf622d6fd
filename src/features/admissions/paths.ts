/** The addresses of the pages of the ministry. */
export const HOME = '/ministero/ammissioni';

export const paths = {
  procedure: (id: string) => `${HOME}/${id}`,
  seed: (id: string) => `${HOME}/${id}/seme`,
  run: (id: string, run: string) => `${HOME}/${id}/calcoli/${run}`,
  publication: (id: string, run: string) => `${HOME}/${id}/calcoli/${run}/pubblicazione`,
  decision: (id: string, run: string) => `${HOME}/${id}/calcoli/${run}/decisione`,
};

/** The addresses of the pages of a school. */
export const criteriaPaths = {
  home: '/ufficio/criteri',
  one: (id: string) => `/ufficio/criteri/${id}`,
  publication: (id: string) => `/ufficio/criteri/${id}/pubblicazione`,
};
