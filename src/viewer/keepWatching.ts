// One start of a viewer, from the token to its end, through every reconnect in between.
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { assertRealtimeSupport } from '../media/support';
import { backoff, DEFAULT_POLICY, sleep, untilOnline } from '../realtime/backoff';
import type { StreamViewerOptions } from './types';
import { type View, watch } from './watch';

export interface WatchContext {
  core: ClientCore;
  token: string;
  /** Aborted when the session is no longer to be watched. */
  signal: AbortSignal;
  options(): StreamViewerOptions;
  onView(view: View): void;
  /** The connection is lost, and will be made anew. */
  onLost(): void;
}

/** Resolves when there is no such session any more. Rejects with what is wrong, and with the signal's reason. */
export async function keepWatching(context: WatchContext): Promise<void> {
  const { core, token, signal, options, onView, onLost } = context;
  assertRealtimeSupport(false);
  let wasThere = false;
  for (let failures = 0; ; ) {
    let hadPicture = false;
    const watching = watch(core, token, signal, (view) => {
      wasThere = true;
      if (view.tracks.length > 0) hadPicture = true;
      onView(view);
    });
    const error = await watching.then(
      () => undefined,
      (thrown: unknown) => fromThrown(thrown),
    );
    signal.throwIfAborted();

    if (error?.status === 404) return;
    failures = hadPicture ? 0 : failures + 1;
    const { reconnect } = options();
    const policy = { ...DEFAULT_POLICY, ...(reconnect === false ? { attempts: 0 } : reconnect) };
    // Before the start, a token that cannot be had is told at once.
    const hopeless = error && (!error.retryable || (!wasThere && error.code === 'TOKEN_FETCH_FAILED'));
    if (hopeless || failures >= policy.attempts) throw (!wasThere && error) || connectionLost(error);
    if (wasThere) onLost();
    await sleep(backoff(failures, policy), signal);
    await untilOnline(signal);
  }
}

/** Why a session that was being watched can be watched no longer: what is known of it, or that the connection was lost. */
function connectionLost(cause: DecartError | undefined) {
  if (cause && !cause.code.startsWith('WEBRTC_')) return cause;
  return new DecartError(
    'CONNECTION_LOST',
    'The connection to the session was lost and could not be taken up again.',
    { cause },
  );
}
