import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** The part of Decart that issues client tokens, to try the line without an account. Returns its address. */
export async function startSimulatedDecart() {
  const server = createServer((_request, response) => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ apiKey: `ek_${randomUUID()}`, expiresAt }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}
