import type { Db } from '../../platform/db/database.ts';
import { type Holding, PURPOSES, type Purpose, SECRET_COLUMNS } from './holdings.ts';

export interface HeldRows extends Holding {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export interface HeldPart extends Omit<Purpose, 'holdings'> {
  readonly holdings: readonly HeldRows[];
}

/** Everything held about one person, part by part. Names of tables and columns are those of `holdings.ts`, nobody's input. */
export async function heldAbout(db: Db, accountId: string): Promise<HeldPart[]> {
  const parts: HeldPart[] = [];
  for (const { holdings, ...purpose } of PURPOSES) {
    const held: HeldRows[] = [];
    for (const holding of holdings) held.push({ ...holding, rows: await rowsOf(db, holding, accountId) });
    parts.push({ ...purpose, holdings: held });
  }
  return parts;
}

async function rowsOf(db: Db, { table, by, whose }: Holding, accountId: string): Promise<HeldRows['rows']> {
  const theirs = whose ?? by.map((column) => `t.${column} = $1`).join(' or ');
  const found = await db.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) - $2::text[] as row from ${table} t where ${theirs}`,
    [accountId, SECRET_COLUMNS],
  );
  return found.map(({ row }) => row);
}

/** Somebody of an office who looked at something of this person's. */
export interface Reader {
  readonly at: Date;
  readonly where: string;
  readonly what: string;
}

/** Who read the filings of this person, and who looked them up at a desk; the newest first. */
export async function readersOf(db: Db, accountId: string): Promise<Reader[]> {
  return db.query<Reader>(
    `select r.read_at as at, r.office_name as "where",
       case r.what when 'receipt' then 'Ha aperto la ricevuta della domanda ' else 'Ha letto la domanda ' end
         || lpad(f.number::text, 7, '0') || '/' || f.year as what
     from readings r join filings f on f.id = r.filing_id where f.account_id = $1
     union all
     select l.looked_up_at, coalesce(m.body_name, l.office_code), 'Ti ha cercato allo sportello: richiesta n. ' || q.number
     from desk_lookups l join enablement_requests q on q.id = l.request_id
       left join memberships m on m.account_id = l.clerk_account_id and m.role = 'clerk' and m.body_code = l.office_code
     where q.account_id = $1
     union all
     select s.looked_up_at, s.office_name, 'Ha guardato lo stato della tua utenza'
     from state_lookups s where s.account_id = $1
     union all
     select c.checked_at, c.office_name, c.clerk_name || ' ha esaminato la tua identità'
     from identity_checks c where c.account_id = $1
     order by 1 desc`,
    [accountId],
  );
}

/** Files that go with the copy: receipts, signed forms, attachments. */
export interface HeldFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export async function filesOf(db: Db, accountId: string): Promise<HeldFile[]> {
  return db.query<HeldFile>(
    `select 'ricevute/' || f.year || '-' || lpad(f.number::text, 7, '0') || '-' || f.id || '.pdf' as name, r.pdf as bytes
     from filings f join receipts r on r.filing_id = f.id where f.account_id = $1
     union all
     select 'domande/' || f.year || '-' || lpad(f.number::text, 7, '0') || '-' || f.id || '.json', f.canonical
     from filings f where f.account_id = $1
     union all
     select 'moduli/' || q.number || '.pdf', m.pdf
     from enablement_requests q join adhesion_forms m on m.request_id = q.id where q.account_id = $1
     union all
     select 'allegati/' || t.id || '-' || regexp_replace(t.filename, '[^A-Za-z0-9._-]', '_', 'g'), t.bytes
     from attachments t join applications a on a.id = t.application_id where a.account_id = $1
     union all
     select 'bozze/' || a.procedure_id || '-' || a.id || '.json', convert_to(d.answers::text, 'UTF8')
     from drafts d join applications a on a.id = d.application_id where a.account_id = $1
     order by 1`,
    [accountId],
  );
}
