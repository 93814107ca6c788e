import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { readInputError } from '../errors/readInputError';
import type { ConnectionLoss } from './connection';

const PROBE_MS = 2000;
const DECART = 'https://api.decart.ai';

/** Says why a connection failed or was lost, and whether it can get better. Never rejects. */
export async function explainLoss(
  core: ClientCore,
  apiKey: string,
  loss: ConnectionLoss,
): Promise<DecartError> {
  const { code, said, cause } = loss;
  // 1013 alone says "try again later"; only without another reason does it stand for the limit.
  if (/concurrent session limit/i.test(said) || (code === 1013 && !said)) {
    return new DecartError(
      'CONCURRENCY_LIMIT',
      'As many sessions are open as this account may have. Close one, or try again when one has ended.',
      { cause },
    );
  }
  if (/401|unauthorized|invalid (api key|session)/i.test(said)) return unauthorized(cause);
  if (/not allowed|permission denied|403/i.test(said)) return notAllowed(cause);
  if (said) return new DecartError('WEBRTC_SERVER_ERROR', `Decart reported: ${said}`, { cause });
  if (code === 1006) {
    // A browser shows a refused handshake as 1006 without a reason: the same token over HTTP tells it from a network
    // that is down.
    const status = await probe(core, apiKey);
    if (status === 401) return unauthorized(cause);
    if (status === 403) return notAllowed(cause);
  }
  const error = fromThrown(cause ?? new Error(), 'WEBRTC_WEBSOCKET_ERROR', readInputError);
  if (error.code === 'LIVEKIT_INITIALIZATION_ERROR' || !error.retryable) return error;
  return new DecartError(
    error.code,
    `The connection to Decart failed${code ? ` (close code ${code})` : ''}. Check the network and try again.`,
    { cause },
  );
}

async function probe(core: ClientCore, apiKey: string): Promise<number | null> {
  try {
    const { status } = await fetch(`${core.config.baseUrl ?? DECART}/v1/realtime/quota`, {
      headers: { 'x-api-key': apiKey },
      signal: AbortSignal.timeout(PROBE_MS),
    });
    return status;
  } catch {
    return null;
  }
}

function unauthorized(cause: unknown) {
  return new DecartError(
    'UNAUTHORIZED',
    'Decart refused the token. Check that the token route mints a fresh one for every request, for this account and origin.',
    { status: 401, cause },
  );
}

function notAllowed(cause: unknown) {
  return new DecartError(
    'MODEL_NOT_ALLOWED',
    'This token may not use the model. Add it to `allowedModels` where the token is made, or choose another model.',
    { status: 403, cause },
  );
}
