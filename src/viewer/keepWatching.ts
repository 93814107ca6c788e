// One start of a viewer, from the token to its end, through every reconnect in between.
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { assertRealtimeSupport } from '../media/support';
import { untilOnline } from '../realtime/backoff';
import { watchPageLeave } from '../realtime/pageLeave';
import { createRetries } from '../realtime/retries';
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
  const retries = createRetries(core.auth, signal, () => options().reconnect);
  const page = watchPageLeave(signal);
  let wasThere = false;
  while (true) {
    let isThere = false;
    const watching = watch(core, token, signal, (view) => {
      if (!isThere) retries.connected();
      isThere = true;
      wasThere = true;
      onView(view);
    });
    const error = await watching.then(
      () => undefined,
      (thrown: unknown) => fromThrown(thrown),
    );
    signal.throwIfAborted();

    if (error?.status === 404) return;
    // Before the start, a token that cannot be had is told at once.
    if (!wasThere && error?.code === 'TOKEN_FETCH_FAILED') throw error;
    if (wasThere) onLost();
    if (!error && page.isLeaving()) {
      await page.whenStaying();
      await untilOnline(signal);
      continue;
    }
    const nextTry = error ? retries.afterFailure(error) : retries.afterLoss(connectionLost());
    await nextTry.catch((thrown: unknown) => {
      signal.throwIfAborted();
      throw wasThere ? connectionLost(fromThrown(thrown)) : thrown;
    });
  }
}

/** Why a session that was being watched can be watched no longer: what is known of it, or that the connection was lost. */
function connectionLost(cause?: DecartError) {
  if (cause && !cause.code.startsWith('WEBRTC_')) return cause;
  return new DecartError(
    'CONNECTION_LOST',
    'The connection to the session was lost and could not be taken up again.',
    { cause },
  );
}
