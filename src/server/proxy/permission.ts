import type { RequestContext } from '../handler/createHandler';
import { isDevelopment } from '../handler/environment';
import { HttpError } from '../handler/errors';
import type { ProxyHandlerOptions } from './proxyOptions';
import type { ProxyCall } from './routes';

/** Throws if this user may not do it. */
export type Permission<User> = (call: ProxyCall, context: RequestContext<User>) => Promise<void>;

/** Fails closed: only `true` allows it, whatever a function may return. */
export function createPermission<User>(options: ProxyHandlerOptions<User>): Permission<User> {
  const { allowCall, allowFileAccess, allowWatch = false, allowQuota = false } = options;
  const allowedModels = options.allowedModels && new Set<string>(options.allowedModels);

  /** The option for this kind of call. */
  async function isAllowed(
    call: ProxyCall,
    { user, request, hooks }: RequestContext<User>,
  ): Promise<unknown> {
    switch (call.action) {
      case 'file.read':
      case 'file.delete': {
        const { action, fileId } = call;
        return (
          allowFileAccess &&
          hooks.run('allowFileAccess', () => allowFileAccess({ action, fileId }, user, request))
        );
      }
      case 'stream.watch': {
        const { room } = call;
        if (typeof allowWatch !== 'function') return allowWatch;
        return hooks.run('allowWatch', () => allowWatch({ room }, user, request));
      }
      case 'quota.read':
        if (typeof allowQuota !== 'function') return allowQuota;
        return hooks.run('allowQuota', () => allowQuota(user, request));
      default:
        return true;
    }
  }

  return async (call, context) => {
    const { user, request, hooks, log } = context;
    if ('model' in call && allowedModels && !allowedModels.has(call.model)) {
      throw new HttpError(403, 'MODEL_NOT_ALLOWED', `The model "${call.model}" may not be used here.`);
    }
    const allowed = await isAllowed(call, context);
    if (allowed !== true) throw closed(call, request);
    if (allowCall === undefined) return;
    const verdict: unknown = await hooks.run('allowCall', () => allowCall(call, user, request));
    if (verdict === true) return;
    if (typeof verdict !== 'boolean') {
      log.error('`allowCall` returned a value that is neither true nor false, so the call was refused.');
    }
    throw new HttpError(403, 'NOT_ALLOWED', 'You may not do this.');
  };
}

function closed(call: ProxyCall, request: Request): HttpError {
  // For files and the quota not 403: it would reveal that somebody else has such a thing.
  if (call.action !== 'stream.watch') return new HttpError(404, 'NOT_FOUND', 'Not found.');
  const advice = isDevelopment(request) ? ' Pass `allowWatch` to createProxyHandler.' : '';
  return new HttpError(403, 'NOT_ALLOWED', `You may not watch this.${advice}`);
}
