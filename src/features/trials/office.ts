/** The addresses of the office's pages. */
export const HOME = '/ufficio/prove';

export const paths = {
  contest: (id: string) => `${HOME}/${id}`,
  posts: (id: string) => `${HOME}/${id}/posti`,
  candidates: (id: string) => `${HOME}/${id}/candidati`,
  convocations: (id: string, trial: string) => `${HOME}/${id}/convocazioni/${trial}`,
  results: (id: string, trial: string) => `${HOME}/${id}/risultati/${trial}`,
  papers: (id: string, trial: string) => `${HOME}/${id}/elaborati/${trial}`,
  import: (id: string, file: string) => `${HOME}/${id}/importazioni/${file}`,
  publication: (id: string, what: string) => `${HOME}/${id}/pubblicazione/${what}`,
  recall: (id: string, what: string) => `${HOME}/${id}/annullamento/${what}`,
  decision: (id: string, what: string) => `${HOME}/${id}/decisione/${what}`,
};
