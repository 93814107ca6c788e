// The live session as its hook holds it. What makes one is a chunk of its own, loaded when the hook mounts: a page that
// shows a Start button is small, and a server loads nothing of it.
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import { fromThrown } from '../errors/fromThrown';
import type { Mirror } from '../media/mirrorTrack';
import { createStore, type ReadableStore, type Store } from '../store/store';
import { tell } from '../store/tell';
import { loadEngine } from './loadEngine';
import type { RealtimeStatus } from './machine';
import { IDLE_SNAPSHOT, NO_DETAILS, toSnapshot } from './snapshot';
import { stopped } from './stopped';
import type { OwnedSession, RealtimeOptions, RealtimeSnapshot } from './types';

const CONNECTING = /* @__PURE__ */ toSnapshot({ status: 'connecting', phase: 'camera' }, NO_DETAILS);

export function createLazySession(
  core: ClientCore,
  initialOptions: RealtimeOptions,
  importEngine = loadEngine,
): OwnedSession {
  let options = initialOptions;
  let session: OwnedSession | undefined;
  let loading: Promise<OwnedSession> | undefined;
  // Undefined: not yet.
  let mounted: boolean | undefined;
  let startOnMount = false;
  // While it is mounted and loaded, however late that is.
  let release: (() => void) | undefined;
  // Who waits for the engine waits no longer than until the next stop.
  let waiting = new AbortController();

  const store = createStore<RealtimeSnapshot>(IDLE_SNAPSHOT);
  const stats: Store<ReturnType<OwnedSession['stats']['getSnapshot']>> = createStore(null);
  const quality: Store<ReturnType<OwnedSession['quality']['getSnapshot']>> = createStore(null);
  const seconds = createStore(0);
  const mirror = createStore<Mirror>(initialOptions.mirror ?? false);
  let told: RealtimeStatus = IDLE_SNAPSHOT.status;

  /** Of what is shown before the engine is there, too: the engine begins with the same again. */
  function tellStatus(status: RealtimeStatus) {
    if (status === told) return;
    told = status;
    tell(options.onStatusChange, status);
  }
  const forEngine = () => ({ ...options, onStatusChange: tellStatus });

  function show(snapshot: RealtimeSnapshot) {
    store.set(snapshot);
    tellStatus(snapshot.status);
  }

  async function create(): Promise<OwnedSession> {
    const { createRealtimeSession } = await importEngine();
    const made = createRealtimeSession(core, forEngine(), mirror);
    forward(made, store);
    forward(made.stats, stats);
    forward(made.quality, quality);
    forward(made.seconds, seconds);
    made.setOptions(forEngine());
    session = made;
    if (mounted) release = made.retain();
    return made;
  }

  function load(): Promise<OwnedSession> {
    loading ??= create().catch((error: unknown) => {
      loading = undefined;
      throw fromThrown(error, 'LIVEKIT_INITIALIZATION_ERROR');
    });
    return loading;
  }

  /** At once when it is loaded, so that calls keep their order. */
  async function call<T>(method: (loaded: OwnedSession) => Promise<T>): Promise<T> {
    return method(session ?? (await load()));
  }

  /** Nobody waits for longer than until the next stop; what is wanted stays wanted, for the next start. */
  function wish<T>(method: (loaded: OwnedSession) => Promise<T>): Promise<T> {
    // After the unmount no start is to be expected.
    return abortable(call(method), mounted === false ? AbortSignal.abort(stopped()) : waiting.signal);
  }

  async function start() {
    // Between two mounts (StrictMode, Activity) nothing is open; after the last one nobody would close it.
    if (mounted === false) {
      startOnMount = true;
      return;
    }
    const { signal } = waiting;
    if (!session) show(CONNECTING);
    try {
      const loaded = session ?? (await abortable(load(), signal));
      if (!signal.aborted) await loaded.start();
    } catch (thrown) {
      if (signal.aborted) return;
      endWaiting();
      const error = fromThrown(thrown);
      show(toSnapshot({ status: 'error', error }, NO_DETAILS));
      tell(options.onError, error);
      core.reportError(error);
    }
  }

  function endWaiting() {
    startOnMount = false;
    waiting.abort(stopped());
    waiting = new AbortController();
  }

  function giveUp() {
    endWaiting();
    if (!session) show(IDLE_SNAPSHOT);
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    stats,
    quality,
    seconds,
    mirror,
    start,
    async stop() {
      giveUp();
      await session?.stop();
    },
    setPrompt: (...args) => wish((loaded) => loaded.setPrompt(...args)),
    setImage: (...args) => wish((loaded) => loaded.setImage(...args)),
    set: (...args) => wish((loaded) => loaded.set(...args)),
    setInput: (...args) => call((loaded) => loaded.setInput(...args)),
    setMicrophone: (...args) => call((loaded) => loaded.setMicrophone(...args)),
    setMirror: mirror.set,
    setOptions(next) {
      if (next.mirror !== options.mirror) mirror.set(next.mirror ?? false);
      options = next;
      session?.setOptions(forEngine());
    },
    retain() {
      mounted = true;
      if (session) release = session.retain();
      // What goes wrong is told at the start.
      else load().catch(() => {});
      // In a later task: StrictMode mounts, unmounts and mounts again in one.
      startOnMount ||= options.autoStart === true;
      const timer = setTimeout(() => {
        if (startOnMount) void start();
        startOnMount = false;
      });
      return () => {
        mounted = false;
        clearTimeout(timer);
        giveUp();
        release?.();
        release = undefined;
      };
    },
  };
}

function forward<T>(from: ReadableStore<T>, to: Store<T>) {
  from.subscribe(() => to.set(from.getSnapshot()));
}
