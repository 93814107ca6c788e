// The timers and listeners of this package's own files, by the file that set them.

const TARGETS = {
  window: () => window,
  document: () => document,
  mediaDevices: () => navigator.mediaDevices,
};

/** The calling file of this package (not of the sandbox), or null: the first one that isn't this file. */
function ownCaller(): string | null {
  const callers = (new Error().stack ?? '').split('\n').filter((line) => line.includes('://'));
  const caller = callers.find((line) => !line.includes('/ownResources.ts')) ?? '';
  const [, path] = /\/src\/(.*?)[?:]/.exec(caller) ?? [];
  return path && !path.startsWith('sandbox/') ? path : null;
}

export interface OwnResources {
  /** Which files wait for a timer now. */
  timers(): string[];
  /** The current listeners: the target, the event and the file. */
  listeners(): string[];
  stop(): void;
}

export function watchOwnResources(): OwnResources {
  const timers = new Map<unknown, string>();
  const listeners = new Map<object, string>();
  const native = {
    setTimeout: setTimeout.bind(globalThis),
    setInterval: setInterval.bind(globalThis),
    clearTimeout: clearTimeout.bind(globalThis),
    clearInterval: clearInterval.bind(globalThis),
  };
  const undo: (() => unknown)[] = [];

  Object.assign(globalThis, {
    setTimeout(task: () => void, ms?: number) {
      const file = ownCaller();
      const timer = native.setTimeout(() => {
        timers.delete(timer);
        task();
      }, ms);
      if (file) timers.set(timer, file);
      return timer;
    },
    setInterval(task: () => void, ms?: number) {
      const file = ownCaller();
      const timer = native.setInterval(task, ms);
      if (file) timers.set(timer, file);
      return timer;
    },
    clearTimeout(timer?: ReturnType<typeof setTimeout>) {
      timers.delete(timer);
      native.clearTimeout(timer);
    },
    clearInterval(timer?: ReturnType<typeof setInterval>) {
      timers.delete(timer);
      native.clearInterval(timer);
    },
  });
  undo.push(() => Object.assign(globalThis, native));

  for (const [name, target] of Object.entries(TARGETS)) {
    const watched: EventTarget = target();
    const { addEventListener, removeEventListener } = watched;
    // The same listener is added for the same event only once.
    const held = new Map<unknown, Map<string, object>>();
    const forget = (type: string, listener: unknown) => {
      const id = held.get(listener)?.get(type);
      if (id) listeners.delete(id);
      held.get(listener)?.delete(type);
    };
    watched.addEventListener = (type, listener, options) => {
      const file = ownCaller();
      addEventListener.call(watched, type, listener, options);
      if (!file || held.get(listener)?.has(type)) return;
      const id = {};
      held.set(listener, (held.get(listener) ?? new Map()).set(type, id));
      listeners.set(id, `${name} ${type} ${file}`);
      if (typeof options === 'object')
        options.signal?.addEventListener('abort', () => forget(type, listener));
    };
    watched.removeEventListener = (type, listener, options) => {
      removeEventListener.call(watched, type, listener, options);
      forget(type, listener);
    };
    undo.push(() => {
      Reflect.deleteProperty(watched, 'addEventListener');
      Reflect.deleteProperty(watched, 'removeEventListener');
    });
  }

  return {
    timers: () => [...timers.values()],
    listeners: () => [...listeners.values()],
    stop() {
      for (const each of undo) each();
    },
  };
}
