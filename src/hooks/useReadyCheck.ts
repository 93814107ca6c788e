import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import {
  createReadyCheck,
  NOTHING_CHECKED,
  type ReadyCheckName,
  type ReadyCheckResult,
  summarize,
  UNCHECKED_RESULT,
} from '../connectivity/readyCheck';
import { listOf, oneOf, shape } from '../errors/checkOptions';
import { useDecartContext } from '../provider/context';

/** Options for {@link useReadyCheck}. */
export interface ReadyCheckOptions {
  /** What to check, in the order to show it. @defaultValue ['camera', 'network', 'quota'] */
  checks?: readonly ReadyCheckName[] | undefined;
}

/** One check: its name and its result. */
export type ReadyCheckItem = ReadyCheckResult & {
  /** What is checked. */
  name: ReadyCheckName;
};

/** What {@link useReadyCheck} returns. */
export interface UseReadyCheckResult {
  /** `idle` before the first check, `ready` if nothing failed, `blocked` if something did. */
  status: 'idle' | 'checking' | 'ready' | 'blocked';
  /** Each check, in the order of your list. */
  items: readonly ReadyCheckItem[];
  /** Runs all checks; may be called again. Resolves with whether a session can be started. Never rejects. */
  check: () => Promise<boolean>;
  /** Back to `idle`. Cancels a check that is running. */
  reset: () => void;
}

const ALL: readonly ReadyCheckName[] = ['camera', 'network', 'quota'];
const checkReadyCheckOptions = /* @__PURE__ */ shape({
  checks: /* @__PURE__ */ listOf(
    'a list of at least one of "camera", "microphone", "network" and "quota"',
    /* @__PURE__ */ oneOf('camera', 'microphone', 'network', 'quota'),
    { min: 1 },
  ),
});
const getServerSnapshot = () => NOTHING_CHECKED;

/**
 * Checks, before a start, whether a session will work: camera, microphone, network and quota. It runs when you call
 * `check()`. The browser may ask for the camera then; it is turned off again at once. It opens no session, costs nothing,
 * and stores nothing. Unmounting cancels a check.
 *
 * `quota` is `unknown` if the user may not read it (`allowQuota` of `createProxyHandler`), and `failed` if the token
 * route refuses the user. If no session is free, it is `failed`, or `warning` if the session can wait in a waiting line.
 *
 * Throws `INVALID_OPTIONS`, in render, for an unknown option or an unknown check.
 *
 * @example
 * ```tsx
 * const { status, items, check } = useReadyCheck({ checks: ['camera', 'microphone', 'network'] });
 * const problem = useErrorText(items.find(({ error }) => error)?.error);
 * return (
 *   <>
 *     <button onClick={() => void check()} disabled={status === 'checking'}>Check my setup</button>
 *     <p role="alert">{problem}</p>
 *   </>
 * );
 * ```
 */
export function useReadyCheck(options: ReadyCheckOptions = {}): UseReadyCheckResult {
  checkReadyCheckOptions(options, 'useReadyCheck');
  const { checks = ALL } = options;
  const { core } = useDecartContext();
  const [current, setCurrent] = useState(() => ({ core, readiness: createReadyCheck(core) }));
  // Another user or another client needs another check.
  if (current.core !== core) setCurrent({ core, readiness: createReadyCheck(core) });
  const { readiness } = current;

  useEffect(() => readiness.retain(), [readiness]);
  const results = useSyncExternalStore(readiness.subscribe, readiness.getSnapshot, getServerSnapshot);
  const check = useCallback(() => readiness.check(checks), [readiness, checks]);
  const names = [...new Set(checks)];
  const shown = Object.fromEntries(names.map((name) => [name, results[name] ?? UNCHECKED_RESULT]));
  return {
    status: summarize(shown),
    items: names.map((name) => ({ name, ...(results[name] ?? UNCHECKED_RESULT) })),
    check,
    reset: readiness.reset,
  };
}
