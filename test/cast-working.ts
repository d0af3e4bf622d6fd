import type { Definition } from '../src/engines/procedure/index.ts';
import type { Db } from '../src/platform/db/database.ts';
import type { CastPerson } from './cast-people.ts';

/** The working copy an editor has of a procedure, with an example. JSON is YAML. */
export async function castWorking(db: Db, procedure: Definition, editor: CastPerson, now: Date): Promise<void> {
  const example = { title: 'Una domanda vuota', answers: {}, expect: { warnings: [] } };
  const files = {
    'procedure.yaml': JSON.stringify(procedure, null, 2),
    'examples/one.yaml': JSON.stringify({ cases: [example] }),
  };
  await db.query(
    `insert into procedure_workings (procedure_id, version, files, edited_by, edited_at) values ($1, 1, $2, $3, $4)`,
    [procedure.id, JSON.stringify(files), editor.account.id, now],
  );
}
