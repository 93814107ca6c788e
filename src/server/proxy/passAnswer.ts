import { isRecord, parseJson } from '../../errors/json';
import type { Answer } from '../handler/createHandler';
import { HttpError, serverError } from '../handler/errors';
import { removeSecret, type SafeLogger } from '../handler/log';
import type { UpstreamAnswer } from '../upstream/callUpstream';
import { findLength, lengthOf, withLength } from '../upstream/fixedLength';
import { readSmall } from '../upstream/streams';
import { downstreamHeaders } from './headers';
import { maskSecret } from './maskSecret';
import type { ProxyAction, ProxyCall } from './routes';

/** Decart's JSON and its errors are far below this. */
const MAX_TEXT = 1024 * 1024;
const NO_BODY = new Set([204, 205, 304]);
/** Requests that may be answered with media. All others are answered with JSON, whatever type they declare. */
const MEDIA = new Set<ProxyAction>(['generate', 'job.content']);
const TEXT = /^(application\/([\w.-]+\+)?json|text\/)/i;
const MEDIA_TYPE = /^(video|image|audio)\/(?!svg)/i;

export interface PassOptions {
  call: ProxyCall;
  /** The method of the client's request: HEAD is forwarded as GET. */
  method: string;
  apiKey: string;
  log: SafeLogger;
  signJobId: ((jobId: string) => Promise<string>) | undefined;
}

/**
 * Converts Decart's response for the client. Media streams through unchanged. Text is short and is read as a whole, so
 * that the key, should it ever appear in it, stays hidden, and so that the ids of jobs can be signed.
 */
export async function passAnswer(upstream: UpstreamAnswer, options: PassOptions): Promise<Answer> {
  const { call, method, apiKey, log, signJobId } = options;
  const { status } = upstream;
  const headers = downstreamHeaders(upstream.headers);
  if (headers === undefined || (status >= 300 && status < 400 && status !== 304)) {
    const what = headers === undefined ? 'an encoding that was not requested' : `a redirect (${status})`;
    log.error(`Decart answered with ${what}.`);
    throw notPassable();
  }
  for (const [name, value] of [...headers]) if (value.includes(apiKey)) headers.delete(name);
  if (status === 401) {
    log.error("Decart refused this server's API key (HTTP 401): it is wrong, or was deleted.");
    // For the page, a 401 means that its user isn't signed in.
    throw serverError();
  }
  const type = headers.get('content-type') ?? '';
  const isMedia = MEDIA.has(call.action) && !TEXT.test(type);
  // Video players request it in ranges; this user's browser may cache it, shared caches may not. The browser drops what it
  // has if the response to HEAD, or a 304, says otherwise.
  if (call.action === 'job.content' && isMedia && (upstream.ok || status === 304))
    headers.set('cache-control', 'private, no-cache');
  const empty = NO_BODY.has(status);
  if (empty || method === 'HEAD') {
    // A 304 gives the length of the body that the client already has, and HEAD the length that it would have; the others
    // have no length.
    if (empty && status !== 304) headers.delete('content-length');
    upstream.cancel();
    return { response: new Response(null, { status, headers }), streams: false };
  }

  if (upstream.ok && upstream.body !== null && isMedia) {
    const body = MEDIA_TYPE.test(type) ? upstream.body : maskSecret(upstream.body, apiKey);
    const said = lengthOf(headers);
    const { stream, length } = said === undefined ? await findLength(body) : { stream: body, length: said };
    if (length !== undefined) headers.set('content-length', String(length));
    return { response: new Response(withLength(stream, length), { status, headers }), streams: true };
  }

  const bytes = await readSmall(upstream.body, MAX_TEXT, notPassable());
  const text = new TextDecoder().decode(bytes);
  let clean = removeSecret(text, apiKey);
  if (signJobId && upstream.ok) clean = await signIn(clean, signJobId);
  const body = clean === text ? bytes : new TextEncoder().encode(clean);
  headers.set('content-length', String(body.byteLength));
  return { response: new Response(body, { status, headers }), streams: false };
}

/**
 * The same JSON with a signed `job_id`; anything else unchanged. It is replaced in the string: parsing and serializing
 * would change numbers of more than 53 bits.
 */
async function signIn(text: string, signJobId: (jobId: string) => Promise<string>): Promise<string> {
  const json = parseJson(text);
  if (!isRecord(json) || typeof json.job_id !== 'string') return text;
  const id = json.job_id;
  const signed = JSON.stringify(await signJobId(id));
  return text.replace(/("job_id"\s*:\s*)("(?:[^"\\]|\\.)*")/g, (whole, name: string, value: string) =>
    parseJson(value) === id ? `${name}${signed}` : whole,
  );
}

function notPassable(): HttpError {
  return new HttpError(502, 'BAD_ANSWER', "Decart's response can't be passed on.");
}
