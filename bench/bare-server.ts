/** The floor of bench/pages.ts: a bare HTTP server that answers the bytes it is given, whatever is asked. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const bytes = Buffer.from(process.env['BARE_BYTES'] ?? '', 'base64');
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes.length });
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
