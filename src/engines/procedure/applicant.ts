import { type Field, fieldSchema } from './field.ts';

/** What is known of who applies beside the answers: the names `applicant.…` of the language. */
export interface ApplicantFacts {
  /** 'YYYY-MM-DD'. */
  readonly birth_date: string;
  readonly sex: string;
  readonly fiscal_code: string;
  /** Roles held in the portal: clerk, officer, administrator, editor. */
  readonly roles: readonly string[];
  /** How whoever is at the browser came in: password, spid, cie, eidas, cns. */
  readonly entry: string;
  /** Procedures of which a valid filing stands. */
  readonly filed: readonly string[];
}

const ENTRIES = { password: 'password', spid: 'SPID', cie: 'CIE', eidas: 'eIDAS', cns: 'CNS' };

/** No question: what the names `applicant.…` may hold, so that conditions on them are checked like those on answers. */
export const APPLICANT: readonly Field[] = [
  { id: 'birth_date', kind: 'date', label: 'data di nascita' },
  { id: 'sex', kind: 'enum', label: 'sesso', options: choices({ F: 'donna', M: 'uomo' }) },
  { id: 'fiscal_code', kind: 'text', label: 'codice fiscale' },
  {
    id: 'roles',
    kind: 'multi_enum',
    label: 'incarichi nel portale',
    options: choices({
      ...{ clerk: 'operatore dello sportello', officer: 'operatore dell’ufficio' },
      ...{ administrator: 'amministratore', editor: 'redattore del ministero' },
    }),
  },
  { id: 'entry', kind: 'enum', label: 'modo di entrare', options: choices(ENTRIES) },
  {
    id: 'filed',
    kind: 'multi_enum',
    label: 'domande inoltrate',
    // Any procedure: which there are is not known to one definition.
    options_from: { section: 'applicant', field: 'filed' },
  },
].map((field) => fieldSchema.parse(field));

/** The section id under which these names stand: no section of a procedure may be called so. */
export const APPLICANT_SECTION = 'applicant';

/**
 * What is so whoever looks and whenever: it may decide what is asked, as if it had been answered. How somebody came in
 * this time may not.
 */
export const LASTING = APPLICANT.filter(({ id }) => id !== 'entry');

/** Their names, as they are listed to who writes a wrong one. */
export const LASTING_NAMES = LASTING.map(({ id }) => id).join(', ');

export function lastingFact(id: string): Field | undefined {
  return LASTING.find((field) => field.id === id);
}

function choices(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
