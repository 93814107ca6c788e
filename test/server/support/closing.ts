import { afterEach } from 'vitest';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Closes it after the test. */
export function closing<Server extends { close(): unknown }>(server: Server): Server {
  open.push(server);
  return server;
}
