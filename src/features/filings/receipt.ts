import { type Context, type Definition, type SummaryRow, summary } from '../../engines/procedure/index.ts';
import { addDays, formatDate } from '../../kernel/civil-date.ts';
import { formatRome, romeDate } from '../../kernel/rome-time.ts';
import { attachmentsOf, type FiledApplication, profileContext } from './canonical.ts';
import type { FilingRecord } from './record.ts';
import { stamp, writeNumber } from './register-number.ts';
import type { ActingDelegate } from './sender.ts';
import type { Validity } from './validity.ts';

interface Fact {
  readonly name: string;
  readonly value: string;
}

interface Group {
  /** Empty for a section with one record. */
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What the receipt shows, in reading order. The template adds no word that changes from filing to filing. */
export interface ReceiptData {
  readonly administration: string;
  readonly reference: string;
  readonly stamp: string;
  readonly subject: string;
  readonly register: readonly Fact[];
  readonly applicant: readonly Fact[];
  readonly sections: readonly { readonly title: string; readonly groups: readonly Group[] }[];
  readonly attachments: readonly { readonly name: string; readonly bytes: string; readonly sha256: string }[];
  readonly declarations: readonly string[];
  readonly filingNotice: string;
  readonly validity: string;
  readonly nextSteps: readonly string[];
  readonly term: string;
  readonly sha256: string;
  readonly procedure: string;
  readonly release: string;
  readonly filing: string;
  readonly replaces: string;
}

export interface ReceiptParts {
  readonly filing: FilingRecord;
  readonly filed: FiledApplication;
  readonly definition: Definition;
  /** Look-ups of the registry, for the names behind codes. */
  readonly tables: Partial<Context>;
  /** The filing this one takes the place of. */
  readonly previous: Pick<FilingRecord, 'year' | 'number'> | undefined;
}

/** Days in which an office answers when the act that opens the procedure says nothing else (L. 241/1990 art. 2 c. 2). */
const ANSWER_DAYS = 30;

/** The day by which the office answers, unless the procedure's own act says otherwise. */
export function answerTerm(arrivedAt: Date): string {
  return formatDate(addDays(romeDate(arrivedAt), ANSWER_DAYS));
}

/** Everything the receipt says of a filing. The same filing gives the same words for ever. */
export function receiptData({ filing, filed, definition, tables, previous }: ReceiptParts): ReceiptData {
  const rows = summary(definition, filed.answers, profileContext(filed, tables));
  return {
    administration: filing.administration,
    reference: `Protocollo ${writeNumber(filing)} · ${filing.office.name}`,
    stamp: stamp({ ...filing, officeName: filing.office.name, registerCode: filing.office.registerCode }),
    subject: filing.subject,
    register: registerFacts(filing),
    applicant: [...applicantFacts(filed), ...delegateFacts(filing, filed)],
    sections: sectionsOf(rows),
    attachments: attachmentsOf(filed).map(({ name, bytes, sha256 }) => ({ name, bytes: sizeInWords(bytes), sha256 })),
    declarations: rows.flatMap((row) => (row.text !== undefined && row.value === 'Dichiarato' ? [row.text] : [])),
    filingNotice: definition.filing_notice.trim(),
    validity: validityInWords(filing),
    nextSteps: definition.next_steps,
    term: answerTerm(filing.arrivedAt),
    sha256: filing.sha256,
    procedure: `${definition.title} (${definition.id})`,
    release: filing.releaseDigest,
    filing: filing.id,
    replaces: previous === undefined ? '' : writeNumber(previous),
  };
}

/** "ricevuta-0000041-2026.pdf". */
export function receiptName(filing: Pick<FilingRecord, 'year' | 'number'>): string {
  return `ricevuta-${writeNumber(filing).replace('/', '-')}.pdf`;
}

/** "Identificata da IC Manzoni lunedì…": the ground on which the act counts as signed. */
export function validityInWords({ validity }: Pick<FilingRecord, 'validity'>): string {
  const confirmed = `e ha confermato con il proprio codice personale ${formatRome(new Date(validity.codeVerifiedAt))}.${entryInWords(validity.entry)}`;
  const who = validity.delegate === undefined ? 'La persona' : `${delegateInWords(validity.delegate)}: questa persona`;
  if (validity.ground === 'identity-check-and-personal-code') {
    const { id, at, office } = validity.identityCheck;
    return `${who} è stata identificata da ${office} ${formatRome(new Date(at))} (identificazione ${id}) ${confirmed}`;
  }
  const { id, at, method, level, provider } = validity.digitalIdentity;
  const by = provider === null ? '' : ` (${provider})`;
  return `${who} è stata identificata con ${DIGITAL[method] ?? method} di livello ${level}${by} ${formatRome(new Date(at))} (adesione ${id}) ${confirmed}`;
}

/** " Era entrata con SPID di livello 2 (https://…) lunedì…, asserzione _a1.": nothing where a password was used. */
function entryInWords(entry: Validity['entry']): string {
  const way = DIGITAL[entry?.method ?? ''];
  if (entry === undefined || way === undefined) return '';
  const by = entry.provider === null ? '' : ` (${entry.provider})`;
  const assertion = entry.assertionId === null ? '' : `, asserzione ${entry.assertionId}`;
  return ` Era entrata con ${way} di livello ${entry.level}${by} ${formatRome(new Date(entry.authenticatedAt))}${assertion}.`;
}

/** "Ha operato Bruno Bianchi (BNC…), con la delega n. 12". */
function delegateInWords({ name, surname, fiscalCode, delegationNumber }: ActingDelegate): string {
  return `Ha operato ${name} ${surname} (${fiscalCode}), con la delega n. ${delegationNumber}`;
}

const DIGITAL: Readonly<Record<string, string>> = { spid: 'SPID', cie: 'CIE', eidas: 'eIDAS', cns: 'CNS' };

function registerFacts(filing: FilingRecord): Fact[] {
  return [
    { name: 'Numero di protocollo', value: writeNumber(filing) },
    { name: 'Presentata', value: formatRome(filing.arrivedAt) },
    { name: 'Registrata', value: formatRome(filing.filedAt) },
    { name: 'Ufficio destinatario', value: filing.office.name },
    { name: 'Area che tiene il registro (AOO)', value: filing.office.registerCode },
    { name: 'Oggetto', value: filing.subject },
  ];
}

function applicantFacts({ applicant }: FiledApplication): Fact[] {
  const born = `${formatDate(applicant.birthDate as Parameters<typeof formatDate>[0])}, ${applicant.birthPlace}`;
  return [
    { name: 'Cognome', value: applicant.surname },
    { name: 'Nome', value: applicant.name },
    { name: 'Codice fiscale', value: applicant.fiscalCode },
    { name: 'Data e luogo di nascita', value: born },
    { name: 'Posta elettronica', value: applicant.email },
  ];
}

/** Who filed for the applicant, when it was somebody else. */
function delegateFacts({ validity: { delegate } }: FilingRecord, { applicant }: FiledApplication): Fact[] {
  if (delegate === undefined) return [];
  const { name, surname, fiscalCode, delegationNumber } = delegate;
  const inNameOf = `delegato di ${applicant.name} ${applicant.surname}, delega n. ${delegationNumber}`;
  return [{ name: 'Inoltrata da', value: `${name} ${surname} (${fiscalCode}), ${inNameOf}` }];
}

function sectionsOf(rows: readonly SummaryRow[]): ReceiptData['sections'] {
  const sections = new Map<string, { title: string; groups: Map<string, Group & { facts: Fact[] }> }>();
  for (const row of rows) {
    const section = sections.get(row.section) ?? { title: row.sectionTitle, groups: new Map() };
    const group = section.groups.get(row.item ?? '') ?? { title: row.itemTitle ?? '', facts: [] };
    group.facts.push({ name: row.label, value: row.value });
    sections.set(row.section, { ...section, groups: section.groups.set(row.item ?? '', group) });
  }
  return [...sections.values()].map(({ title, groups }) => ({ title, groups: [...groups.values()] }));
}

/** "1.234 byte", "2,4 MB". */
function sizeInWords(bytes: number): string {
  if (bytes < 10_000) return `${bytes.toLocaleString('it-IT')} byte`;
  const unit = bytes < 1_000_000 ? 'kB' : 'MB';
  const amount = bytes / (unit === 'kB' ? 1_000 : 1_000_000);
  return `${amount.toLocaleString('it-IT', { maximumFractionDigits: 1 })} ${unit}`;
}
