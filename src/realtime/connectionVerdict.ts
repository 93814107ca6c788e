import { type ClientCore, DECART_API } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import { readInputError } from '../errors/readInputError';
import { type ConnectionLoss, readError, readRefusal, type Verdict } from '../reconnect/policy';

const PROBE_MS = 2000;

/** Why a connection failed or was lost, and what to do next. Never rejects. */
export async function connectionVerdict(
  core: ClientCore,
  apiKey: string,
  loss: ConnectionLoss,
): Promise<Verdict> {
  const refusal =
    readRefusal(loss) ?? (isRefusedHandshake(loss) ? await askOverHttp(core, apiKey, loss) : undefined);
  if (refusal) return refusal;
  const { code, cause } = loss;
  const error = normalizeError(cause ?? new Error(), 'WEBRTC_WEBSOCKET_ERROR', readInputError);
  if (!error.code.startsWith('WEBRTC_')) return readError(error);
  const closed = code ? ` (close code ${code})` : '';
  const message = `The connection to Decart failed${closed}. Check the network and try again.`;
  return readError(new DecartError(error.code, message, { cause }));
}

/**
 * A browser reports a refused handshake as 1006 without a reason. Finding out more takes time, which a reconnect doesn't
 * have.
 */
function isRefusedHandshake({ code, wasLive }: ConnectionLoss) {
  return code === 1006 && !wasLive;
}

/** An HTTP request with the same token shows whether it is refused or the network is down. */
async function askOverHttp(
  core: ClientCore,
  apiKey: string,
  loss: ConnectionLoss,
): Promise<Verdict | undefined> {
  const { baseUrl, realtimeBaseUrl } = core.config;
  // The app's own socket proxy may have tokens that Decart doesn't know.
  if (!baseUrl && realtimeBaseUrl && !realtimeBaseUrl.endsWith('.decart.ai')) return undefined;
  try {
    const response = await fetch(`${baseUrl ?? DECART_API}/v1/realtime/quota`, {
      headers: { 'x-api-key': apiKey },
      signal: AbortSignal.timeout(PROBE_MS),
    });
    if (response.status !== 401 && response.status !== 403) return undefined;
    return readRefusal({ ...loss, reason: `${response.status} ${await response.text()}` });
  } catch {
    return undefined;
  }
}
