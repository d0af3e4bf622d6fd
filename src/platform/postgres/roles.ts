import pg from 'pg';

/** Superuser, owner of the tables (migrations), and the programs' role, which can neither alter nor create anything. */
export const roles = { admin: 'postgres', owner: 'polis_owner', app: 'polis_app' } as const;

export interface Passwords {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
}

/** Makes what is missing of the two roles and the database. `adminUrl` is a superuser's. */
export async function prepareRoles(adminUrl: string, passwords: Passwords, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const role of ['owner', 'app'] as const) await prepareRole(client, roles[role], passwords[role]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await createDatabase(client, database);
  } finally {
    await client.end();
  }
}

async function prepareRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${role} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
  );
}

/** Only our two roles may enter. With a `template` the new database starts as its copy. */
export async function createDatabase(client: pg.Client, name: string, template = 'template0'): Promise<void> {
  const quoted = client.escapeIdentifier(name);
  await client.query(`create database ${quoted} owner ${roles.owner} template ${client.escapeIdentifier(template)}`);
  await client.query(`revoke all on database ${quoted} from public`);
  await client.query(`grant connect, temporary on database ${quoted} to ${roles.app}`);
}
