import type { AudienceKind, Family } from '../../engines/procedure/index.ts';

/** How a choice of the catalogue stands in an address, and what people read. */
export interface Shelf {
  readonly slug: string;
  readonly label: string;
}

export const AUDIENCES: Readonly<Record<AudienceKind, Shelf>> = {
  permanent_teacher: { slug: 'docente-di-ruolo', label: 'Docente di ruolo' },
  temporary_teacher: { slug: 'docente-precario', label: 'Docente precario o aspirante docente' },
  religion_teacher: { slug: 'docente-di-religione', label: 'Docente di religione' },
  support_staff: { slug: 'personale-ata', label: 'Personale amministrativo, tecnico e ausiliario (ATA)' },
  educator: { slug: 'educatore', label: 'Personale educativo' },
  head_teacher: { slug: 'dirigente', label: 'Dirigente scolastico' },
  retired_staff: { slug: 'personale-in-pensione', label: 'Personale in pensione' },
  parent: { slug: 'genitore', label: 'Genitore o tutore' },
  external_candidate: { slug: 'candidato-esterno', label: 'Candidato esterno agli esami' },
  graduate: { slug: 'laureato', label: 'Laureato o studente universitario' },
  anyone: { slug: 'chiunque', label: 'Chiunque' },
};

export const FAMILIES: Readonly<Record<Family, Shelf>> = {
  rankings: { slug: 'graduatorie', label: 'Graduatorie e supplenze' },
  mobility: { slug: 'mobilita', label: 'Mobilità' },
  competitions: { slug: 'concorsi', label: 'Concorsi' },
  pensions: { slug: 'pensioni', label: 'Pensioni e cessazioni' },
  exams: { slug: 'esami', label: 'Esami' },
  career: { slug: 'carriera', label: 'Carriera' },
  families: { slug: 'famiglie', label: 'Famiglie e alunni' },
  abroad: { slug: 'estero', label: 'Estero' },
  communications: { slug: 'comunicazioni', label: 'Comunicazioni' },
};

/** When the window is, as the catalogue's filter puts it. */
export type Season = 'open' | 'closing' | 'future' | 'closed';

export const SEASONS: Readonly<Record<Season, Shelf>> = {
  open: { slug: 'aperte', label: 'Aperte adesso' },
  closing: { slug: 'in-chiusura', label: 'In chiusura entro 7 giorni' },
  future: { slug: 'in-arrivo', label: 'In arrivo' },
  closed: { slug: 'chiuse', label: 'Chiuse' },
};

/** The choice an address names; nothing for a word that is none. */
export function shelved<Key extends string>(shelves: Readonly<Record<Key, Shelf>>, slug: string | undefined) {
  return (Object.keys(shelves) as Key[]).find((key) => shelves[key].slug === slug);
}
