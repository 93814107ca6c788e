import { isRecord } from '../../errors/json';
import type { Answer } from '../handler/createHandler';
import { HttpError } from '../handler/errors';
import { removeSecret, type SafeLogger } from '../handler/log';
import { readSmall } from '../upstream/limits';
import { downstreamHeaders } from './headers';
import type { ProxyAction, ProxyCall } from './routes';

/** Decart's JSON and its errors are far below this. */
const MAX_TEXT = 1024 * 1024;
const NO_BODY = new Set([204, 205, 304]);
/** What can be answered with media. Everything else is JSON, whatever type it says. */
const MEDIA = new Set<ProxyAction>(['generate', 'job.content']);
const TEXT = /^(application\/([\w.-]+\+)?json|text\/)/i;

export interface PassOptions {
  call: ProxyCall;
  apiKey: string;
  log: SafeLogger;
  signJobId: ((jobId: string) => Promise<string>) | undefined;
}

/**
 * Decart's answer as the client gets it. Media streams through untouched; text is short and read whole, so that the key,
 * should it ever stand in it, does not come out, and so that the ids of jobs can be signed.
 */
export async function passAnswer(upstream: Response, options: PassOptions): Promise<Answer> {
  const { call, apiKey, log, signJobId } = options;
  const { status } = upstream;
  const headers = downstreamHeaders(upstream);
  if (headers === undefined || (status >= 300 && status < 400 && status !== 304)) {
    const what = headers === undefined ? 'an encoding that nobody asked for' : `a redirect (${status})`;
    log.error(`Decart answered with ${what}.`);
    upstream.body?.cancel(notPassable()).catch(() => {});
    throw notPassable();
  }
  for (const [name, value] of [...headers]) if (value.includes(apiKey)) headers.delete(name);
  if (status === 401) {
    log.error("Decart refused this server's API key (HTTP 401): it is wrong, or was deleted.");
  }
  if (NO_BODY.has(status)) {
    // A 304 says how long the body is that the client has already; the others have none to speak of.
    if (status !== 304) headers.delete('content-length');
    return { response: new Response(null, { status, headers }), streams: false };
  }

  if (upstream.ok && MEDIA.has(call.action) && !TEXT.test(headers.get('content-type') ?? '')) {
    // A video's player asks for it in ranges; this user may keep it, shared caches may not.
    headers.set('cache-control', call.action === 'job.content' ? 'private, no-cache' : 'no-store');
    return { response: new Response(upstream.body, { status, headers }), streams: upstream.body !== null };
  }

  const bytes = await readSmall(upstream.body, MAX_TEXT, notPassable());
  const text = new TextDecoder().decode(bytes);
  let clean = removeSecret(text, apiKey);
  if (signJobId && upstream.ok) clean = await signIn(clean, signJobId);
  const body = clean === text ? bytes : new TextEncoder().encode(clean);
  headers.set('content-length', String(body.byteLength));
  return { response: new Response(body, { status, headers }), streams: false };
}

/** The same JSON with a signed `job_id`; anything else as it is. */
async function signIn(text: string, signJobId: (jobId: string) => Promise<string>): Promise<string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return text;
  }
  if (!isRecord(json) || typeof json.job_id !== 'string') return text;
  return JSON.stringify({ ...json, job_id: await signJobId(json.job_id) });
}

function notPassable(): HttpError {
  return new HttpError(502, 'BAD_ANSWER', 'Decart answered in a way that cannot be passed on.');
}
