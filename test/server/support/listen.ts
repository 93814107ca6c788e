import { createServer, Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { toNodeHandler } from '../../../src/server';

export interface Listening {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Serves on a free port of this machine, until `close`. */
export async function listen(server: Server | Http2Server | NetServer): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if (server instanceof Server) server.closeAllConnections();
      }),
  };
}

/** The handler on `node:http`, through the adapter. */
export function serve(handler: (request: Request) => Promise<Response>): Promise<Listening> {
  return listen(createServer(toNodeHandler(handler)));
}

/** An address on this machine that nobody listens on. */
export async function closedUrl(): Promise<string> {
  const { url, close } = await listen(createServer());
  await close();
  return url;
}
