import { abortable, throwIfAborted } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import type { Job } from './jobQueries';

/** One call of `mutate`, from the click to its result. */
export interface Call {
  readonly signal: AbortSignal;
  /** When it began, in ms since the epoch. */
  readonly startedAt: number;
  /** The request is on its way, or was: what it makes may have to be paid. */
  sent: boolean;
  /** The job that came out of it, as last heard of. */
  readonly job: Job | null;
  setJob(job: Job): void;
}

interface Entry<V, T> extends Call {
  job: Job | null;
  readonly variables: V;
  readonly controller: AbortController;
  result: Promise<T> | null;
  running: Promise<T> | null;
}

/**
 * The calls that one hook has under way: what TanStack's mutations do not have, a way to cancel, and to tell a second
 * click from a second wish.
 */
export interface Calls<V, T> {
  /**
   * Begins a call by `mutate`, or joins the one with the same variables that is under way. Rejects with `ABORTED` as soon
   * as the call is cancelled.
   */
  start(variables: V, mutate: () => Promise<T>): Promise<T>;
  /** What the mutation does; a mutation that is made again while it is being done joins it. */
  run(variables: V, work: (call: Call) => Promise<T>): Promise<T>;
  cancel(): void;
  /** The latest call is no longer shown. */
  forget(): void;
  /** The hook is mounted; the returned function says that it no longer is. */
  retain(): () => void;
  /** Whether calls go on when the hook is unmounted. */
  setKeepAlive(keepAlive: boolean): void;
  subscribe(listener: () => void): () => void;
  /** The job of the latest call. */
  getJob(): Job | null;
}

/** @param endsWithHook - which calls are cancelled when the hook is unmounted */
export function createCalls<V, T>(endsWithHook: (call: Call) => boolean): Calls<V, T> {
  const entries = new Map<V, Entry<V, T>>();
  const listeners = new Set<() => void>();
  let latest: Entry<V, T> | null = null;
  let holders = 0;
  let keptAlive = false;

  function add(variables: V): Entry<V, T> {
    const controller = new AbortController();
    const entry: Entry<V, T> = {
      variables,
      controller,
      signal: controller.signal,
      startedAt: Date.now(),
      sent: false,
      job: null,
      setJob(job) {
        entry.job = job;
        show(latest);
      },
      result: null,
      running: null,
    };
    entries.set(variables, entry);
    return entry;
  }

  function show(entry: Entry<V, T> | null): void {
    latest = entry;
    for (const listener of [...listeners]) listener();
  }

  function abort(which: (call: Call) => boolean): void {
    for (const entry of [...entries.values()]) if (which(entry)) entry.controller.abort();
  }

  return {
    start(variables, mutate) {
      const same = [...entries.values()].find(
        (entry) => !entry.signal.aborted && entry.result && isSame(entry.variables, variables),
      );
      if (same?.result) return same.result;
      const entry = add(variables);
      show(entry);
      const mutation = mutate().finally(() => {
        if (entries.get(variables) === entry) entries.delete(variables);
      });
      entry.result = abortable(mutation, entry.signal);
      return entry.result;
    },
    async run(variables, work) {
      const entry = entries.get(variables);
      // Left over from a call that was cancelled while TanStack had it wait (for the network, or to retry).
      if (!entry) throw new DecartError('ABORTED', 'Given up before it was done, as its caller asked.');
      throwIfAborted(entry.signal);
      entry.running ??= abortable(work(entry), entry.signal).finally(() => {
        entry.running = null;
      });
      return entry.running;
    },
    cancel() {
      abort(() => true);
      show(null);
    },
    forget: () => show(null),
    retain() {
      holders += 1;
      return () => {
        holders -= 1;
        // StrictMode unmounts and mounts again at once: only a hook that stays away has gone.
        queueMicrotask(() => {
          if (holders === 0 && !keptAlive) abort(endsWithHook);
        });
      };
    },
    setKeepAlive(keepAlive) {
      keptAlive = keepAlive;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getJob: () => latest?.job ?? null,
  };
}

/** The same wish: equal values, the very same files. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && Object.is(a[key], b[key]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
