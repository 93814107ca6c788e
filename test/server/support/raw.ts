import { connect } from 'node:net';

export interface RawAnswer {
  /** 0 if the connection was closed without a response. */
  status: number;
  /** Everything that came back, unchanged. */
  text: string;
}

/**
 * Sends bytes that no HTTP client would, and returns what comes back until the server closes or has answered. `\n` in
 * the head stands for CRLF; `Host` and `Connection: close` are added unless `bare`.
 */
export function sendRaw(port: number, head: string, { body = '', bare = false } = {}): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const lines = head.split('\n');
    if (!bare) lines.splice(1, 0, `Host: 127.0.0.1:${port}`, 'Connection: close');
    socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }));
  });
}
