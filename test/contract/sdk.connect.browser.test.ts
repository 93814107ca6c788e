// Checks with the real SDK what `src/realtime/connection.ts` relies on while it connects. `npm run check:sdk` uses the
// newest SDK.
import { describe, expect, onTestFinished } from 'vitest';
import { replace } from '../support/replace';
import { dialSdk, openService, PERMANENT, reliesOn } from './sdkDial';
import type { Step } from './service/messages';

const LIMIT = 'Concurrent session limit reached.';
const REFUSED: Step[] = [
  { type: 'error', error: LIMIT },
  { close: 1013, reason: 'Session Limit Reached' },
];

describe('while it connects', () => {
  reliesOn(
    `makes no further attempt when its logger throws "${PERMANENT}" at client-session-connection-breakdown`,
    'Find another way to end its retries in the logger of connection.ts; newer SDKs have the connect option `retries: 0`.',
    async () => {
      const service = openService();
      service.script({ handshake: REFUSED, times: 10 });
      const dial = dialSdk(service);
      expect(await dial.settled).toHaveProperty('error');
      expect(service.dials).toHaveLength(1);
      const [line] = dial.lines('client-session-connection-breakdown');
      expect(line).toMatchObject({ level: 'debug', data: { success: false, error: LIMIT } });
    },
  );

  reliesOn(
    'logs the close of its socket with code, reason and `closing`',
    'Take code and reason from the socket itself, or every loss loses its reason.',
    async () => {
      const service = openService();
      service.script({ handshake: [{ close: 1008, reason: 'This origin is not allowed.' }] });
      const dial = dialSdk(service);
      await dial.settled;
      const [first] = dial.lines('signaling: websocket closed');
      expect(first?.level).toBe('warn');
      expect(first?.data).toMatchObject({
        code: 1008,
        reason: 'This origin is not allowed.',
        closing: false,
      });
      expect(service.dials).toHaveLength(1);
    },
  );

  reliesOn(
    'logs the text of an error message, before the close that follows',
    'Take the text from the socket itself: it tells a limit from a full service.',
    async () => {
      const service = openService();
      service.script({ handshake: REFUSED });
      const dial = dialSdk(service);
      await dial.settled;
      const [line] = dial.lines('signaling: server error received');
      expect(line).toMatchObject({ level: 'error', data: { error: LIMIT } });
    },
  );

  reliesOn(
    'asks for the tracks only when it has joined the room, from an input that is no MediaStream',
    'Connect only when the camera is open: `tracks` of connection.ts would be read too early.',
    async () => {
      const service = openService();
      const seen: boolean[] = [];
      const dial = dialSdk(service, { onTracks: () => seen.push(service.live.live) });
      service.script({ handshake: [{ wait: 50 }] });
      await dial.session();
      expect(seen).toEqual([true]);
      await expect.poll(() => dial.states.at(-1)).toBe('generating');
    },
  );

  reliesOn(
    `tears an attempt down for good when getTracks throws "${PERMANENT}", and publishes nothing`,
    'Find another way to cancel a connect in `getTracks` of connection.ts; newer SDKs may take a signal.',
    async () => {
      const service = openService();
      const dial = dialSdk(service, {
        onLog() {},
        onTracks() {
          throw new Error(`This connection is no longer wanted, so it is ${PERMANENT}.`);
        },
      });
      expect(await dial.settled).toHaveProperty('error');
      await expect.poll(() => service.dials.map(({ closed }) => closed?.by)).toEqual(['page']);
      expect(dial.streams).toEqual([]);
    },
  );

  reliesOn(
    'ignores that its socket closes while the media connects, but logs it',
    'Simplify connection.ts, which watches for the event that was missing here.',
    async () => {
      const service = openService();
      let closedFirst: boolean | undefined;
      const dial = dialSdk(service, {
        onTracks() {
          closedFirst = dial.lines('signaling: websocket closed').length > 0;
        },
      });
      await expect.poll(() => service.dials[0]?.live).toBe(true);
      service.live.close(1011);
      const session = await dial.session();
      expect(closedFirst).toBe(true);
      expect(session.isConnected()).toBe(true);
      expect(dial.states).toEqual(['connecting', 'connected']);
    },
  );

  reliesOn(
    'tells the place in the queue',
    'Read it in `onQueuePosition` of connection.ts from where it is told now.',
    async () => {
      const service = openService();
      service.script({ handshake: [{ type: 'queue_position', position: 2, queue_size: 5 }] });
      const dial = dialSdk(service);
      await dial.session();
      expect(dial.queue).toEqual([{ position: 2, queueSize: 5 }]);
    },
  );

  reliesOn(
    'puts the model, the resolution and the query into the address of its socket',
    'Adapt the options that connection.ts passes to `realtime.connect`.',
    async () => {
      const service = openService();
      const connect = { resolution: '720p', queryParams: { region: 'eu' } } as const;
      await dialSdk(service, { connect }).session();
      expect(service.live).toMatchObject({ model: 'lucy-2.5', query: { resolution: '720p', region: 'eu' } });
    },
  );

  reliesOn(
    'sends the initial state right behind the join: prompt and image in one message, with passthrough',
    'Adapt `initialState` in connection.ts: every reconnect sends the current prompt and image with it.',
    async () => {
      const service = openService();
      const image = btoa('an image');
      const initialState = { prompt: { text: 'film noir', enhance: false }, image, passthrough: true };
      await dialSdk(service, { connect: { initialState } }).session();
      expect(service.live.messages).toEqual([
        { type: 'livekit_join', passthrough: true },
        {
          type: 'set_image',
          image_data: expect.stringMatching(`/${image.length}$`),
          prompt: 'film noir',
          enhance_prompt: false,
        },
      ]);
    },
  );
});

describe('its signaling socket', () => {
  /** The sockets that the page opens and their messages, seen before the SDK's own handlers. */
  function watchSockets() {
    const seen: { url: string; socket: WebSocket; events: string[] }[] = [];
    const watched = new Proxy(globalThis.WebSocket, {
      construct(target, args, newTarget) {
        const socket: WebSocket = Reflect.construct(target, args, newTarget === watched ? target : newTarget);
        const events: string[] = [];
        seen.push({ url: String(args[0]), socket, events });
        socket.addEventListener('message', ({ data }) => {
          if (typeof data === 'string') events.push(JSON.parse(data).type);
        });
        socket.addEventListener('close', ({ code }) => events.push(String(code)));
        return socket;
      },
    });
    onTestFinished(replace(globalThis, 'WebSocket', watched));
    return seen;
  }

  reliesOn(
    "opens its signaling socket first, with the page's WebSocket, by an address with the model's path",
    'Find another way to the close code, `retry_after` and the acknowledgements: the SDK passes none of them on.',
    async () => {
      const service = openService();
      const sockets = watchSockets();
      service.script({ handshake: [{ close: 1013, reason: 'Try Again Later' }] });
      await dialSdk(service).settled;
      expect(sockets.map(({ url }) => url)).toEqual([expect.stringContaining('/v1/stream?')]);
      expect(sockets[0]?.events).toEqual(['1013']);

      let known: string[] | undefined;
      const onTracks = () => {
        known = [...(sockets[1]?.events ?? [])];
      };
      await dialSdk(service, { onTracks }).session();
      expect(sockets[1]?.url).toContain('/v1/stream?');
      expect(known?.[0]).toBe('livekit_room_info');
    },
  );

  reliesOn(
    'ends an attempt for good when its signaling socket is closed before the room is announced',
    'Find another way to cancel a connect that waits in the queue.',
    async () => {
      const service = openService();
      const sockets = watchSockets();
      service.script({
        handshake: [{ type: 'queue_position', position: 1, queue_size: 1 }, { wait: 60_000 }],
      });
      const dial = dialSdk(service);
      await expect.poll(() => dial.queue.length).toBe(1);
      sockets[0]?.socket.close();
      expect(await dial.settled).toHaveProperty('error');
      expect(service.dials.map(({ closed }) => closed?.by)).toEqual(['page']);
    },
  );
});
