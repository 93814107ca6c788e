import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status?: number;
  json?: unknown;
  text?: string;
  /** Sends no response, and leaves the request open. */
  hang?: boolean;
}

/** A real HTTP server that records what it received, and sends the test's responses. */
export async function startServer(answer: (request: ReceivedRequest) => Answer) {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString('latin1') };
    requests.push(request);
    const { status = 200, json, text, hang } = answer(request);
    if (hang) return;
    outgoing.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/plain' });
    outgoing.end(text ?? JSON.stringify(json ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
