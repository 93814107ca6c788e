import { isRecord, parseJson } from '../../errors/json';
import type { RequestContext } from '../handler/createHandler';
import { unavailable } from '../handler/errors';
import { extrasOf } from '../handler/requestExtras';
import { callUpstream } from '../upstream/callUpstream';
import { readSmall } from '../upstream/streams';

const FRESH_MS = 10_000;
const MAX_ANSWER = 64 * 1024;

/** Finds how many sessions the account may have, once in ten seconds. Throws a 503 if that was never known. */
export function createQuotaFinder(url: string, timeouts: Parameters<typeof callUpstream>[0]['timeouts']) {
  let known: { limit: number; at: number } | undefined;

  return async ({ request, apiKey, log }: RequestContext<unknown>): Promise<number> => {
    if (known && Date.now() - known.at < FRESH_MS) return known.limit;
    try {
      const answer = await callUpstream({
        ...{ url, method: 'GET', headers: new Headers({ 'x-api-key': apiKey }), body: null },
        ...{ signal: request.signal, isRepeatable: true, timeouts, fetch: extrasOf(request).fetch, log },
      });
      const text = new TextDecoder().decode(await readSmall(answer.body, MAX_ANSWER, unavailable()));
      const quota = parseJson(text);
      const limit = isRecord(quota) ? quota.limit : undefined;
      if (!answer.ok || !Number.isInteger(limit)) throw new Error(`HTTP ${answer.status} without a limit`);
      known = { limit: Number(limit), at: Date.now() };
    } catch (error) {
      log.error("The account's limit of sessions could not be read.", error);
      if (!known) throw unavailable();
      // The last one is a better guess than none, and the next request need not ask again.
      known = { ...known, at: Date.now() };
    }
    return known.limit;
  };
}
