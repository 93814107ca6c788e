import type { QueryClient } from '@tanstack/react-query';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useInsertionEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { TokenFetcher } from '../auth/token';
import { checkClientOptions, checkIdentity } from '../client/checkClientOptions';
import type { ClientCallbacks, ClientConfig, ClientCore } from '../client/clientCore';
import { createClientCore } from '../client/createClientCore';
import type { Labels } from '../labels/labels';
import { DecartContext } from './context';
import { LabelsProvider } from './labels';

interface CommonProps extends Omit<ClientConfig, 'proxy'>, Omit<ClientCallbacks, 'getToken'> {
  /**
   * The QueryClient of the image, video and file hooks.
   * @defaultValue the one in context, else a private one used only by this package's hooks
   */
  queryClient?: QueryClient | undefined;
  /**
   * The current user: their id, or any other string. Leave it out while nobody is signed in. When it changes,
   * everything of the previous user ends: token, live sessions, viewers, calls (they reject with `ABORTED`),
   * polling, downloads and cached data. Hooks return to idle, and `autoStart` starts again. One user's token
   * is never used for another user.
   */
  identity?: string | null | undefined;
  /** The texts of all components inside. @defaultValue English */
  labels?: Labels | undefined;
  /** The app, or the part of it that uses Decart. */
  children?: ReactNode;
}

interface WithToken {
  /**
   * Where client tokens come from: a function, or the URL of a route. The route gets a POST with cookies (another origin
   * must allow them) and answers with a token.
   */
  getToken: TokenFetcher;
  /** HTTP calls go through this proxy; realtime uses the token. */
  proxy?: string | undefined;
}

interface WithProxy {
  getToken?: undefined;
  /**
   * The path or URL of a proxy that holds the key. Carries HTTP only: realtime fails with `REALTIME_NEEDS_TOKEN`. At
   * another origin, a proxy gets no cookies, because the SDK doesn't send any there.
   */
  proxy: string;
}

/** `getToken`, `proxy` or both, and further options of the client. */
export type DecartProviderProps = CommonProps & (WithToken | WithProxy);

/**
 * Gives every hook and component below it a Decart client that always has a valid token. It fetches nothing until the
 * first call.
 *
 * An inline `getToken` or `onError` resets nothing: the newest one is used. A new `identity`, `getToken` URL, `proxy`,
 * `baseUrl`, `realtimeBaseUrl`, `integration` or `telemetry` creates a new client, and everything of the previous one
 * ends.
 *
 * Throws a `DecartError` `INVALID_OPTIONS` if both `getToken` and `proxy` are missing, if one of them is clearly wrong
 * (such as an API key in place of the URL of the token route), or if `identity` is empty.
 *
 * @example A route that returns a client token
 * ```tsx
 * <DecartProvider getToken="/api/decart/token">
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>
 * ```
 * @example A function that gets one
 * ```tsx
 * <DecartProvider getToken={({ signal }) => fetch('/my/token', { method: 'POST', signal })}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>
 * ```
 * @example Everything of a user ends when another one signs in
 * ```tsx
 * <DecartProvider getToken="/api/decart/token" identity={user?.id}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>
 * ```
 * @example A proxy for HTTP, and a token for realtime
 * ```tsx
 * <DecartProvider proxy="/api/decart" getToken="/api/decart/token">
 *   <RealtimeVideo model="lucy-2.5" />
 *   <ImageEditor />
 * </DecartProvider>
 * ```
 */
export function DecartProvider({ children, queryClient, identity, labels, ...options }: DecartProviderProps) {
  checkClientOptions(options);
  checkIdentity(identity);
  const { getToken, proxy, baseUrl, realtimeBaseUrl, integration, telemetry } = options;
  // Functions can't be compared; another URL is another source of tokens.
  const tokens = typeof getToken === 'string' ? getToken : Boolean(getToken);
  const key = JSON.stringify([identity, tokens, proxy, baseUrl, realtimeBaseUrl, integration, telemetry]);
  const make = () => ({ key, core: createClientCore(options) });

  const [state, setState] = useState(make);
  const hasSignedOut = useHasSignedOut(state.core);
  let current = state;
  if (state.key !== key || hasSignedOut) {
    current = make();
    setState(current);
  }
  const { core } = current;

  // Runs before all other effects, so that nothing below can use callbacks of an earlier render.
  useInsertionEffect(() => core.update(options));

  const value = useMemo(() => ({ core, queryClient, reportError: core.reportError }), [core, queryClient]);
  return (
    <DecartContext.Provider value={value}>
      <EndPrevious core={core} identity={identity} />
      <LabelsProvider labels={labels}>{children}</LabelsProvider>
    </DecartContext.Provider>
  );
}

/** Ends the previous core. Must be the first child: it runs before anything below uses the new core. */
function EndPrevious({ core, identity }: { core: ClientCore; identity: DecartProviderProps['identity'] }) {
  const previous = useRef({ core, identity });
  useEffect(() => {
    const before = previous.current;
    previous.current = { core, identity };
    if (before.core === core) return;
    // If a page learns only now who its user is, it keeps the devices from the last visit.
    if (before.identity != null && before.identity !== identity) before.core.signOut();
    else before.core.end();
  }, [core, identity]);
  return null;
}

function useHasSignedOut({ signal }: ClientCore): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      signal.addEventListener('abort', listener);
      return () => signal.removeEventListener('abort', listener);
    },
    [signal],
  );
  return useSyncExternalStore(
    subscribe,
    () => signal.aborted,
    () => false,
  );
}
