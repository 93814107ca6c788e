import { abortable, throwIfAborted } from '../errors/abortable';
import { abortWith } from '../errors/abortWith';
import { DecartError } from '../errors/DecartError';
import { createLease } from '../store/lease';
import { type Captures, captureDrawables, isDrawable } from './drawables';
import type { Job } from './job';

/** One call of `mutate`, from the click to its result. */
export interface Call {
  readonly signal: AbortSignal;
  /** What the canvases, videos and images among its variables showed when it began. */
  readonly captures: Captures;
  /** When it began, in ms since the epoch. */
  readonly startedAt: number;
  /** The request is being sent, or was: it may be billed. */
  sent: boolean;
  /** The resulting job, in its latest known state. */
  readonly job: Job | null;
  setJob(job: Job): void;
}

interface Entry<V, T> extends Call {
  job: Job | null;
  readonly variables: V;
  readonly controller: AbortController;
  /** The promise of `mutate`, until it is settled. */
  result: Promise<T> | null;
  running: Promise<T> | null;
}

/** Makes TanStack create a mutation with these variables; it calls `run` with the same object. */
type Mutate<V, T> = (variables: V) => Promise<T>;

/**
 * The running calls of one hook. TanStack's mutations can't be cancelled, and can't tell a double click from a new
 * request.
 */
export interface Calls<V, T> {
  /**
   * Begins a call by `mutate`, or joins the latest one if it is running with the same variables. Rejects with `ABORTED`
   * as soon as the call is cancelled.
   */
  start(variables: V, mutate: Mutate<V, T>): Promise<T>;
  /** The function of the mutation; a second mutation for the same call joins the first. */
  run(variables: V, work: (call: Call) => Promise<T>): Promise<T>;
  cancel(): void;
  /** The latest call is no longer shown. */
  forget(): void;
  /**
   * Sets what is called (the model), and the signal that ends all calls. When either changes, the latest call is
   * forgotten; it continues if nothing ends it. Returns whether either has changed.
   */
  setSubject(subject: string, signal: AbortSignal): boolean;
  /**
   * The hook is mounted; call the returned function when it is unmounted. If it was only hidden, `mutate` continues a job
   * that was cancelled because of that; any other cancelled call is forgotten, even by `reset`.
   */
  retain(mutate: Mutate<V, T>, reset: () => void): () => void;
  /** Whether calls continue when the hook is unmounted. */
  setKeepAlive(keepAlive: boolean): void;
  subscribe(listener: () => void): () => void;
  /** The job of the latest call. */
  getJob(): Job | null;
}

/**
 * @param subject - what is called
 * @param signal - cancels every call when it is aborted
 * @param endsWithHook - which calls are cancelled when the hook is unmounted
 */
export function createCalls<V, T>(
  subject: string,
  signal: AbortSignal,
  endsWithHook: (call: Call) => boolean,
): Calls<V, T> {
  /** Every call for which TanStack may still call `run`: cancelled ones too, until TanStack has dropped them. */
  const entries = new Map<V, Entry<V, T>>();
  const listeners = new Set<() => void>();
  let current = subject;
  let owner = signal;
  /** The call that the hook shows. */
  let latest: Entry<V, T> | null = null;
  let isKeptAlive = false;
  const lease = createLease(() => () => {
    if (!isKeptAlive) abort(endsWithHook);
  });

  function begin(wish: V, mutate: Mutate<V, T>, hidden?: Entry<V, T>): Promise<T> {
    // Calls are told apart by their variables, but the same variables may have been used before.
    const variables = entries.has(wish) && isPlain(wish) ? { ...wish } : wish;
    const controller = new AbortController();
    const entry: Entry<V, T> = {
      variables,
      controller,
      signal: controller.signal,
      captures: hidden?.captures ?? captureDrawables(wish),
      startedAt: hidden?.startedAt ?? Date.now(),
      sent: false,
      job: hidden?.job ?? null,
      setJob(job) {
        entry.job = job;
        show(latest);
      },
      result: null,
      running: null,
    };
    entries.set(variables, entry);
    show(entry);
    const unlink = abortWith(controller, owner);
    const mutation = mutate(variables).finally(() => {
      unlink();
      entry.result = null;
      if (entries.get(variables) === entry) entries.delete(variables);
    });
    entry.result = abortable(mutation, entry.signal);
    return entry.result;
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
      // Only the call that the hook shows can be joined: nobody would see the result of another.
      const isSecondClick = latest && !latest.signal.aborted && isSame(latest.variables, variables);
      return (isSecondClick && latest?.result) || begin(variables, mutate);
    },
    async run(variables, work) {
      const entry = entries.get(variables);
      // Left over from a call that was cancelled while TanStack kept it waiting (for the network, or a retry).
      if (!entry) throw new DecartError('ABORTED', 'The call was cancelled.');
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
    setSubject(next, nextOwner) {
      if (next === current && nextOwner === owner) return false;
      current = next;
      owner = nextOwner;
      show(null);
      return true;
    },
    retain(mutate, reset) {
      if (latest?.signal.aborted) {
        const { variables, job } = latest;
        if (job && job.status !== 'failed') {
          begin(variables, mutate, latest).catch(() => {});
        } else {
          show(null);
          reset();
        }
      }
      return lease.retain();
    },
    setKeepAlive(keepAlive) {
      isKeptAlive = keepAlive;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getJob: () => latest?.job ?? null,
  };
}

/**
 * The same request: equal values, the very same files. An element that draws (a canvas, a video) shows something else
 * each time.
 */
function isSame(a: unknown, b: unknown): boolean {
  if (!isPlain(a) || !isPlain(b)) {
    return Object.is(a, b) && !isDrawable(a);
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key], b[key]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
