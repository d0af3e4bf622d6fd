import cookies from '@fastify/cookie';
import formBody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { uuidv7 } from 'uuidv7';
import { assetsPath } from '../assets/manifest.ts';
import { Doors } from './doors.ts';
import { SECURITY_HEADERS } from './headers.ts';
import type { Mount } from './mount.ts';
import type { ServerOptions } from './options.ts';

const LARGEST_FORM = 256 * 1024;

/**
 * Builds the web server: one table of routes, each with its policy, behind the same doors (who is it, may they, is the
 * form ours). Requests that take too long to arrive are dropped, so that slow senders cannot hold every connection.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const server: FastifyInstance = fastify({
    // What is worth a line is logged at the doors; a logger of its own for each request costs more than a page.
    logger: false,
    bodyLimit: LARGEST_FORM,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    return503OnClosing: true,
    genReqId: () => uuidv7(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  await server.register(cookies);
  await server.register(formBody, { bodyLimit: LARGEST_FORM });
  await server.register(multipart, { throwFileSizeLimit: false, limits: { files: 1, fields: 50, parts: 60 } });
  server.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
  });
  server.removeContentTypeParser(['application/json', 'text/plain']);
  if (options.assetsDirectory) {
    await server.register(files, {
      root: options.assetsDirectory,
      prefix: assetsPath,
      decorateReply: false,
      immutable: true,
      maxAge: '365d',
    });
  }
  const doors = new Doors(options);
  for (const route of options.routes) {
    server.route({
      method: route.method,
      url: route.path,
      exposeHeadRoute: false,
      ...(route.upload === undefined ? {} : { bodyLimit: route.upload + LARGEST_FORM }),
      handler: (request, reply) => doors.enter(route, request, reply),
    });
  }
  server.setNotFoundHandler((request, reply) => doors.trouble('absent', 404, request, reply));
  server.setErrorHandler((error, request, reply) => doors.failed(error, request, reply));
  for (const mount of options.mounts ?? []) await server.register((inside) => mounted(inside, mount, doors));
  return server;
}

/** What is mounted reads its own bodies. */
async function mounted(server: FastifyInstance, mount: Mount, doors: Doors): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  server.route({
    method: ['GET', 'POST'],
    url: `${mount.prefix}/*`,
    exposeHeadRoute: false,
    handler: (request, reply) => doors.pass(mount, request, reply),
  });
}
