import { expect, test } from 'vitest';
import { PageSocket, type ServerEnd } from '../../../src/sandbox/network/pageSocket';

/** A socket that opens when `open` is called, and everything that the page and the server see. */
function openSocket(protocols?: string | string[]) {
  const seen: unknown[] = [];
  let open = () => {};
  let refuse: (reason: Error) => void = () => {};
  let server: ServerEnd | undefined;
  const socket = new PageSocket('wss://sandbox.test/path?a=b', protocols, (end) => {
    server = end;
    end.onmessage = (data) => seen.push(['server got', data]);
    end.onclose = (code, reason) => seen.push(['page closed', code, reason]);
    return new Promise((resolve, reject) => {
      open = resolve;
      refuse = reject;
    });
  });
  socket.binaryType = 'arraybuffer';
  for (const type of ['open', 'error'] as const) socket.addEventListener(type, () => seen.push(type));
  socket.onmessage = ({ data }) => seen.push(data);
  socket.onclose = ({ code, reason, wasClean }) => seen.push({ code, reason, wasClean });
  return {
    socket,
    seen,
    open: () => open(),
    refuse: (reason: Error) => refuse(reason),
    get server() {
      if (!server) throw new Error('Nobody has connected yet.');
      return server;
    },
  };
}

/** After everything that is in flight. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

test('what the server sends before the socket opens comes after it, in order', async () => {
  const page = openSocket();
  await settle();
  page.server.send('hello');
  const bytes = new Uint8Array([1, 2]).buffer;
  page.server.send(bytes);
  await settle();
  expect(page.seen).toEqual([]);
  expect(page.socket.readyState).toBe(WebSocket.CONNECTING);

  page.open();
  await settle();
  expect(page.seen).toEqual(['open', 'hello', bytes]);
  expect(page.socket.readyState).toBe(WebSocket.OPEN);
});

test('what was sent before a close still arrives, and nothing after it', async () => {
  const page = openSocket();
  await settle();
  page.open();
  await settle();
  page.server.send('last words');
  page.server.close(1013, 'Try Again Later');
  page.server.send('too late');
  await settle();
  expect(page.seen).toEqual([
    'open',
    'last words',
    { code: 1013, reason: 'Try Again Later', wasClean: true },
  ]);
  page.socket.send('to nobody');
  expect(page.socket.readyState).toBe(WebSocket.CLOSED);
});

test('a refused handshake is an error and 1006, and never opens', async () => {
  const page = openSocket();
  await settle();
  page.server.fail();
  page.open();
  await settle();
  expect(page.seen).toEqual(['error', { code: 1006, reason: '', wasClean: false }]);
});

test('a server that fails while it connects ends both sides', async () => {
  const page = openSocket();
  await settle();
  page.refuse(new Error('Cannot create so many PeerConnections'));
  await settle();
  expect(page.seen).toEqual([
    ['page closed', 1006, ''],
    'error',
    { code: 1006, reason: '', wasClean: false },
  ]);
});

test('the server gets what the page sends, and the reason why it closes', async () => {
  const page = openSocket();
  await settle();
  expect(() => page.socket.send('early')).toThrow(DOMException);
  page.open();
  await settle();
  page.socket.send('text');
  page.socket.close(4000, 'done');
  expect(page.socket.readyState).toBe(WebSocket.CLOSING);
  await settle();
  expect(page.seen).toEqual([
    'open',
    ['server got', 'text'],
    ['page closed', 4000, 'done'],
    { code: 4000, reason: 'done', wasClean: true },
  ]);
});

test('accepts only the close codes that pages may use, and returns the first protocol', async () => {
  const { socket } = openSocket(['first', 'second']);
  expect(socket.protocol).toBe('first');
  expect(() => socket.close(1006)).toThrow(DOMException);
  expect(() => socket.close(1000, 'x'.repeat(124))).toThrow(DOMException);
  expect(socket.readyState).toBe(WebSocket.CONNECTING);
});
