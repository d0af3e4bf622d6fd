import { pino } from 'pino';
import { identifier } from '../src/features/accounts/index.ts';
import { applicationRoutes, lookupsOver } from '../src/features/applications/index.ts';
import {
  applicantFacts,
  editionStatus,
  filedAnswers,
  filedApplication,
  standingFilings,
  twinFor,
} from '../src/features/filings/index.ts';
import { createRegistry } from '../src/features/registry/index.ts';
import { connect } from '../src/platform/db/database.ts';
import { buildServer } from '../src/platform/http/index.ts';

// The pages of filling in as one process of their own, with real sessions, for bench/draft.ts. Prints its port.

const [url, secret] = process.argv.slice(2);
if (url === undefined || secret === undefined) throw new Error('usage: draft-server DATABASE_URL SECRET');
const database = connect(url, { size: 32, name: 'polis bench' });
const server = await buildServer({
  routes: applicationRoutes({
    database,
    frame: {
      installation: { name: 'Polis', administration: 'Prova', testEnvironment: true, release: '0' },
      assets: { css: '/a.css', js: '/a.js', sprite: '/a.svg', fonts: [] },
    },
    lookups: lookupsOver(createRegistry(database), async () => ({})),
    filedEdition: 'select max(f.edition) from filings f where f.application_id = d.application_id',
    latestFiling: editionStatus,
    filedAnswers,
    standingFilings,
    filedUnder: filedApplication,
    applicantFacts,
    twinFor,
    takeParked: async () => undefined,
  }),
  secret,
  publicUrl: 'http://127.0.0.1',
  log: pino({ level: 'error' }, pino.destination(2)),
  now: () => new Date(),
  identify: identifier(database),
  troublePage: ({ kind }) => kind,
  park: async () => null,
  isDatabaseGone: () => false,
});
const address = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${new URL(address).port}\n`);
process.on('disconnect', () => process.exit(0));
