import { createLateAuth } from '../auth/lateAuth';
import type { AuthMode } from '../auth/tokenSource';
import { DecartError } from '../errors/DecartError';
import { forgetDevices } from '../store/forgetDevices';
import { invokeCallback } from '../store/invokeCallback';
import { createUsageMeter } from '../usage/usageMeter';
import { checkClientOptions } from './checkClientOptions';
import type { ClientCallbacks, ClientCore, ClientOptions } from './clientCore';
import { forwardingLogger, quietLogger } from './forwardingLogger';
import { trimSlash } from './trimSlash';

/** Throws `INVALID_OPTIONS` if both `getToken` and `proxy` are missing, or if one of them is invalid. */
export function createClientCore(options: ClientOptions): ClientCore {
  checkClientOptions(options);
  const { proxy, baseUrl, realtimeBaseUrl, integration, telemetry } = options;
  const config = {
    proxy,
    baseUrl: baseUrl && trimSlash(baseUrl),
    realtimeBaseUrl: realtimeBaseUrl && trimSlash(realtimeBaseUrl),
    integration,
    telemetry,
  };
  let callbacks: ClientCallbacks = options;
  const reported = new WeakSet<DecartError>();

  const logger = forwardingLogger(() => callbacks.logger ?? quietLogger);

  const mode = authMode(options);
  const { tokens, line } = createLateAuth(() => callbacks);

  const ended = new AbortController();
  function end() {
    const reason = new DecartError('ABORTED', 'The user of this client has signed out or changed.');
    tokens.end(reason);
    ended.abort(reason);
  }

  return {
    auth: { mode, ...tokens },
    line,
    signal: ended.signal,
    end,
    signOut() {
      end();
      forgetDevices();
    },
    config,
    logger,
    reportError(error) {
      if (error.code === 'ABORTED' || reported.has(error)) return;
      reported.add(error);
      invokeCallback(callbacks.onError, error);
    },
    remembersDevices: () => callbacks.rememberDevices ?? true,
    usage: createUsageMeter(),
    reportUsage: (usage) => invokeCallback(callbacks.onUsage, usage),
    update(newest) {
      callbacks = newest;
    },
  };
}

function authMode({ getToken, proxy }: ClientOptions): AuthMode {
  if (!proxy) return 'token';
  return getToken ? 'proxy+token' : 'proxy';
}
