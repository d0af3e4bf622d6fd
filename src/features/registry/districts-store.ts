import type { Database, Db } from '../../platform/db/database.ts';
import type { DistrictLine } from './districts-file.ts';
import { indexWords } from './words.ts';

/** A school district, as its provincial office keeps it. */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly province: string;
  /** Made up for a trial: pages say so. */
  readonly synthetic: boolean;
}

export function districts(db: Db): Promise<District[]> {
  return db.query<District>('select code, name, province, synthetic from districts order by province, code');
}

/** The district of each municipality, or of each institute where a city has several. */
export async function districtMembers(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ member: string; district: string }>('select member, district from district_members');
  return new Map(rows.map(({ member, district }) => [member, district]));
}

/**
 * Puts the districts of the file in place of those of the provinces it names, all or nothing. What it names and the
 * registry does not know comes back, line by line, and then nothing is changed.
 */
export async function replaceDistricts(
  database: Database,
  lines: readonly DistrictLine[],
  kept: { readonly by: string; readonly synthetic: boolean },
): Promise<readonly string[]> {
  return database.transaction(async (tx) => {
    const strangers = await unknownIn(tx, lines);
    if (strangers.length > 0) return strangers;
    await tx.query('delete from districts where province = any($1)', [
      [...new Set(lines.map((each) => each.province))],
    ]);
    const byCode = new Map(lines.map((each) => [each.district, each]));
    const all = [...byCode.values()];
    await tx.query(
      `insert into districts (code, name, province, synthetic, words, kept_by)
       select code, name, province, $5, words::tsvector, $6
         from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as one (code, name, province, words)`,
      [
        all.map((each) => each.district),
        all.map((each) => each.name),
        all.map((each) => each.province),
        all.map((each) => indexWords([each.district, each.name])),
        kept.synthetic,
        kept.by,
      ],
    );
    await tx.query(
      `insert into district_members (member, district)
       select * from unnest($1::text[], $2::text[])
       on conflict (member) do update set district = excluded.district`,
      [lines.map((each) => each.member), lines.map((each) => each.district)],
    );
    // What programs keep in memory of the registry is good until the next import.
    await tx.query(`insert into registry_imports (by, files, changes) values ($1, '[]', $2)`, [
      kept.by,
      JSON.stringify({ districts: all.length }),
    ]);
    return [];
  });
}

async function unknownIn(tx: Db, lines: readonly DistrictLine[]): Promise<readonly string[]> {
  const rows = await tx.query<{ line: number; what: string }>(
    `select line, case when p.code is null then 'la provincia ' || one.province
                       else 'il comune o l’istituto ' || one.member end as what
       from unnest($1::int[], $2::text[], $3::text[]) as one (line, province, member)
       left join provinces p on p.code = one.province
       left join municipalities m on m.code = one.member
       left join institutes i on i.code = one.member
      where p.code is null or (m.code is null and i.code is null)
      order by line limit 50`,
    [lines.map((each) => each.line), lines.map((each) => each.province), lines.map((each) => each.member)],
  );
  return rows.map(({ line, what }) => `riga ${line}: ${what} non è nel registro`);
}

const OPEN = `s.closed_in is null and s.source in ('state', 'autonomous') and ($2::text[] = '{}' or s.grades && $2::text[])`;

/** One statement for each kind of place, so that each has its index. */
const COUNTS = {
  municipality: `select s.municipality_code as code, count(*) as many from schools s
    where s.municipality_code = any($1) and ${OPEN} group by 1`,
  province: `select s.province as code, count(*) as many from schools s
    where s.province = any($1) and ${OPEN} group by 1`,
  district: `select d.district as code, count(distinct s.code) as many from district_members d
    join schools s on s.municipality_code = d.member or s.institute_code = d.member
    where d.district = any($1) and ${OPEN} group by 1`,
} as const;

export type PlaceKind = keyof typeof COUNTS;

/** How many open state schools the places of one kind hold, by code; of the grades named, or of all. */
export async function schoolsIn(
  db: Db,
  kind: PlaceKind,
  codes: readonly string[],
  grades: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.prepared<{ code: string; many: number }>(`registry-schools-in-${kind}`, COUNTS[kind], [
    [...codes],
    [...grades],
  ]);
  return new Map(rows.map(({ code, many }) => [code, many]));
}
