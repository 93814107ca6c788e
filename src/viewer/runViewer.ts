// One start of a viewer, from the token to its end, including every reconnect. A separate chunk, with the SDK.
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import { assertRealtimeSupport } from '../media/support';
import { getFirstToken } from '../reconnect/firstToken';
import { readError } from '../reconnect/policy';
import { type ConnectionProgress, type Outcome, runWithReconnect } from '../reconnect/runWithReconnect';
import { subscribeOnce, type View } from './subscribeOnce';
import type { StreamViewerOptions } from './types';

export { preloadLiveKit } from '../client/sdkClient';

export interface ViewerHost {
  core: ClientCore;
  subscribeToken: string;
  /** Aborted when the session should no longer be watched. */
  signal: AbortSignal;
  options(): StreamViewerOptions;
  onView(view: View): void;
  /** The connection is lost, and will reconnect. */
  onLost(): void;
}

/** Resolves when the session no longer exists. Rejects with the error, or with the signal's reason. */
export async function runViewer(host: ViewerHost): Promise<void> {
  const { core, subscribeToken, signal, options, onView, onLost } = host;
  let wasLive = false;
  assertRealtimeSupport(false);
  if (core.auth.mode !== 'proxy') await getFirstToken(core.auth, signal);
  await runWithReconnect({
    signal,
    auth: core.auth,
    reconnect: options().reconnect,
    connect,
    onLost,
    onFailure: () => wasLive && onLost(),
  }).catch((thrown: unknown) => {
    signal.throwIfAborted();
    throw wasLive ? connectionLost(normalizeError(thrown)) : thrown;
  });

  async function connect(progress: ConnectionProgress): Promise<Outcome> {
    let isLive = false;
    try {
      await subscribeOnce(core, subscribeToken, signal, (view) => {
        if (!isLive) progress.live();
        isLive = true;
        wasLive = true;
        onView(view);
      });
      return { verdict: readError(connectionLost()), worked: true };
    } catch (thrown) {
      const error = normalizeError(thrown);
      // The room no longer exists.
      if (error.status === 404) return 'ended';
      return { verdict: readError(error) };
    }
  }
}

/** Why a session can't be watched any longer: the known reason, or a lost connection. */
function connectionLost(cause?: DecartError) {
  if (cause && !cause.code.startsWith('WEBRTC_')) return cause;
  const message = "The connection to the session was lost and couldn't be restored.";
  return new DecartError('CONNECTION_LOST', message, { cause });
}
