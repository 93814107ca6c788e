import { createEventLog } from './eventLog';
import { normalConditions } from './faults/conditions';
import { createHttpApi } from './http/httpApi';
import { createLiveKitServer } from './livekit/liveKitServer';
import { createNetwork } from './network/network';
import { createSessionRegistry } from './signaling/sessionRegistry';
import { createTokenRegistry } from './tokens/tokenRegistry';

let instances = 0;

export interface SandboxOptions {
  /** Also take client tokens that the sandbox did not mint. @defaultValue false */
  acceptAnyToken?: boolean;
}

export function createSandbox(options: SandboxOptions = {}) {
  const name = `${++instances}.decart-sandbox.invalid`;
  const hosts = { api: `api-${name}`, realtime: `realtime-${name}`, liveKit: `livekit-${name}` };
  const conditions = normalConditions();
  const log = createEventLog();
  const tokens = createTokenRegistry(options);
  const liveKit = createLiveKitServer(conditions);
  const http = createHttpApi({
    tokens,
    quota: () => ({ limit: 10, active: sessions.open.length }),
    watchStream(roomName) {
      const room = liveKit.findRoom(roomName);
      if (!room) return Response.json({ detail: 'Room not found' }, { status: 404 });
      return Response.json({
        livekit_url: `wss://${hosts.liveKit}`,
        token: liveKit.admit(room, 'viewer'),
        room_name: roomName,
      });
    },
  });
  const sessions = createSessionRegistry(tokens, conditions, {
    conditions,
    liveKit,
    liveKitUrl: `wss://${hosts.liveKit}`,
    findFile: http.files.get,
    note: (session, what, detail) => log.add(session.id, what, detail),
  });
  const network = createNetwork({
    sockets: { [hosts.realtime]: sessions.acceptSocket, [hosts.liveKit]: liveKit.acceptSocket },
    requests: { [hosts.api]: http.handle, [hosts.realtime]: http.handle, [hosts.liveKit]: liveKit.answer },
  });

  return {
    providerProps: {
      getToken: async () => {
        await conditions.gates.pass('token');
        return tokens.mint();
      },
      baseUrl: `https://${hosts.api}`,
      realtimeBaseUrl: `wss://${hosts.realtime}`,
      telemetry: false,
    },
    sessions,
    network,
    log,
    dispose() {
      sessions.dispose();
      network.dispose();
      http.dispose();
    },
  };
}
