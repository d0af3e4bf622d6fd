/**
 * Four services in one program, for the test environment: each signs people in with the portal and does nothing else.
 * Given as the first argument: the issuer; in REFERENCE_CLIENTS: who they are.
 */
import { z } from 'zod';
import { serveReferenceClient } from './reference-client/serve.ts';

const services = z.array(
  z.object({ id: z.string(), name: z.string(), secret: z.string(), port: z.int(), scope: z.string(), home: z.url() }),
);

const [issuer = ''] = process.argv.slice(2);
const all = services.parse(JSON.parse(process.env['REFERENCE_CLIENTS'] ?? '[]'));
const serving = all.map((service) =>
  serveReferenceClient({ ...service, issuer, others: all.map(({ name, home }) => ({ name, home })) }),
);
await Promise.all(serving);

// Whoever started it has gone, however suddenly: nothing stays behind.
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));
