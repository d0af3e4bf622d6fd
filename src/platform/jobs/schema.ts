import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { queueLogger } from './queue-logger.ts';

/**
 * Installs or updates the job queue's own tables as the owner, then lets the programs' role work with them and not
 * change them. The queue protects its tables with row-level security and no policy, so the role also needs policies.
 */
export async function installQueue(client: pg.Client, ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: queueLogger(() => undefined) });
  await client.query(`
    grant usage on schema graphile_worker to polis_app;
    grant select, insert, update, delete on all tables in schema graphile_worker to polis_app;
    revoke insert, update, delete on graphile_worker.migrations from polis_app;
    grant usage on all sequences in schema graphile_worker to polis_app;
    grant execute on all functions in schema graphile_worker to polis_app;
    do $$ declare protected regclass; begin
      for protected in
        select c.oid from pg_class c
        where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'programs')
      loop
        execute format('create policy programs on %s to polis_app using (true) with check (true)', protected);
      end loop;
    end $$;
  `);
}
