import { abortable, throwIfAborted } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import { DecartError } from '../errors/DecartError';
import { isRecord, parseJson } from '../errors/json';
import { toDecartError } from '../errors/toDecartError';
import { unexpectedResponseError } from '../errors/unexpectedResponseError';
import { authorizedCall } from './authorizedCall';
import { type ClientCore, DECART_API } from './clientCore';
import { trimSlash } from './trimSlash';

/** How many live sessions the account may have at the same time. All users of one API key share it. */
export interface Quota {
  /** How many sessions may be open at the same time. */
  limit: number;
  /** How many sessions are open now. */
  active: number;
  /** How many sessions can still be opened. */
  remaining: number;
}

/**
 * Requests the quota from Decart: through the proxy if there is one, else with the client token. Rejects with a
 * `DecartError`: `NOT_ALLOWED` if this user may not read it.
 */
export async function readQuota(core: ClientCore, ownSignal?: AbortSignal): Promise<Quota> {
  const controller = new AbortController();
  const { signal } = controller;
  const unlink = abortWith(controller, core.signal, ownSignal);
  const { proxy, baseUrl = DECART_API } = core.config;
  try {
    throwIfAborted(signal);
    if (proxy !== undefined) return await abortable(ask(trimSlash(proxy), {}, signal, true), signal);
    const withToken = (apiKey: string) => ({ 'x-api-key': apiKey });
    const call = (headers: HeadersInit) => ask(baseUrl, headers, signal);
    return await abortable(authorizedCall(core, withToken, call, 'UNKNOWN', signal), signal);
  } catch (cause) {
    throw toDecartError(cause);
  } finally {
    unlink();
  }
}

async function ask(base: string, headers: HeadersInit, signal: AbortSignal, isProxy = false): Promise<Quota> {
  const response = await fetch(`${base}/v1/realtime/quota`, { headers, signal });
  const { status } = response;
  const text = await response.text();
  if (isProxy && (status === 403 || status === 404)) {
    throw new DecartError(
      'NOT_ALLOWED',
      "This user isn't allowed to read the quota. Set `allowQuota: true` in createProxyHandler.",
      { status },
    );
  }
  if (!response.ok) {
    throw toDecartError({ message: `The quota couldn't be read: ${status} - ${text}`, data: { status } });
  }
  const body = parseJson(text);
  const { limit, active, remaining } = isRecord(body) ? body : {};
  if (!isCount(limit) || !isCount(active) || !isCount(remaining)) {
    throw unexpectedResponseError('UNKNOWN', 'not a quota');
  }
  return { limit, active, remaining };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
