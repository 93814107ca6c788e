import { isRecord, parseJson } from '../../errors/json';
import type { RequestContext } from '../handler/createHandler';
import { unavailable } from '../handler/errors';
import { rememberSome } from '../handler/rememberSome';
import { extrasOf } from '../handler/requestExtras';
import { callUpstream, type UpstreamTimeouts } from '../upstream/callUpstream';
import { readSmall } from '../upstream/streams';

const FRESH_MS = 10_000;
const MAX_ANSWER = 64 * 1024;

type Context = Pick<RequestContext<unknown>, 'request' | 'apiKey' | 'hooks' | 'keepAlive' | 'log'>;

/** Finds how many sessions an account may have. */
export interface QuotaFinder {
  /**
   * Asks Decart once in ten seconds. The last known value is used while a new request is in flight, and if it fails.
   * Throws a 503 if the value was never known.
   */
  find(context: Context): Promise<number>;
  /** The last known value for this key's account. */
  last(apiKey: string): number | undefined;
}

interface Account {
  limit: number | undefined;
  /** When it was last requested. A runtime may drop a call and its response at the end of the request that made it. */
  askedAt: number;
  pending: Promise<number> | undefined;
}

export function createQuotaFinder(url: string, timeouts: UpstreamTimeouts): QuotaFinder {
  const accountOf = rememberSome((): Account => ({ limit: undefined, askedAt: 0, pending: undefined }));

  /** Serves all waiting requests, even if one of their clients disconnects. */
  async function ask({ request, apiKey, log }: Context): Promise<number> {
    // A separate controller, created at the first request: Cloudflare Workers refuse it outside of one.
    const { signal } = new AbortController();
    try {
      const answer = await callUpstream({
        ...{ url, method: 'GET', headers: new Headers({ 'x-api-key': apiKey }), body: null },
        ...{ signal, isRepeatable: true, timeouts, fetch: extrasOf(request).fetch, log },
      });
      const text = new TextDecoder().decode(await readSmall(answer.body, MAX_ANSWER, unavailable()));
      const quota = parseJson(text);
      const limit = isRecord(quota) ? quota.limit : undefined;
      if (!answer.ok || !Number.isInteger(limit)) throw new Error(`HTTP ${answer.status} without a limit`);
      return Number(limit);
    } catch (error) {
      log.error("The account's session limit couldn't be read.", error);
      throw unavailable();
    }
  }

  function refresh(account: Account, context: Context): Promise<number> {
    account.askedAt = Date.now();
    const asking = ask(context).then((limit) => {
      account.limit = limit;
      return limit;
    });
    account.pending = asking;
    const settle = () => {
      if (account.pending === asking) account.pending = undefined;
    };
    asking.then(settle, settle);
    return asking;
  }

  return {
    async find(context) {
      const account = accountOf(context.apiKey);
      const { limit, askedAt, pending } = account;
      const age = Date.now() - askedAt;
      const isLost = age > timeouts.headers + timeouts.idle;
      if (limit === undefined) {
        return context.hooks.run('quota', () => (pending && !isLost ? pending : refresh(account, context)));
      }
      if (age >= FRESH_MS && (!pending || isLost)) {
        const asking = refresh(account, context).catch(() => {});
        // The current request is answered before it comes.
        context.keepAlive?.(asking);
      }
      return limit;
    },
    last: (apiKey) => accountOf(apiKey).limit,
  };
}
