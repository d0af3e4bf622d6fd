import type { Db } from '../../platform/db/database.ts';
import type { OwnAddress } from './address-book.ts';
import type { Change } from './change.ts';

const OWN = `id, kind, address, created_at as "createdAt", verified_at as "verifiedAt",
  reference_since is not null as reference, link_expires_at as "linkExpiresAt", mails, mailed_at as "mailedAt"`;

/** Everything the person has, the reference first; addresses they took away are not among them. */
export async function bookOf(db: Db, accountId: string): Promise<OwnAddress[]> {
  return db.query<OwnAddress>(
    `select ${OWN} from addresses where account_id = $1 and removed_at is null
     order by reference_since is null, verified_at is null, created_at, id`,
    [accountId],
  );
}

/** Changes of one person's addresses take turns. */
export async function takeTurn(tx: Db, accountId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('polis.addresses'), hashtext($1))`, [accountId]);
}

type ChangeRow = Omit<Change, 'clerk'> & { readonly clerkName: string | null; readonly officeName: string | null };

const CHANGE = `c.id, c.number, c.account_id as "accountId", c.what, c.address_id as "addressId", a.address,
  c.former_id as "formerId", c.at, c.clerk_name as "clerkName", c.office_name as "officeName",
  c.undo_until as "undoUntil", c.undone_at as "undoneAt"`;

/** What happened to somebody's addresses, the latest first. */
export async function changesOf(db: Db, accountId: string): Promise<Change[]> {
  const rows = await db.query<ChangeRow>(
    `select ${CHANGE} from address_changes c join addresses a on a.id = c.address_id
     where c.account_id = $1 order by c.number desc`,
    [accountId],
  );
  return rows.map(changeOf);
}

export async function changeById(db: Db, id: string): Promise<Change | undefined> {
  const [row] = await db.query<ChangeRow>(
    `select ${CHANGE} from address_changes c join addresses a on a.id = c.address_id where c.id = $1`,
    [id],
  );
  return row && changeOf(row);
}

function changeOf({ clerkName, officeName, ...row }: ChangeRow): Change {
  return { ...row, clerk: clerkName === null ? null : { name: clerkName, office: officeName ?? '' } };
}
