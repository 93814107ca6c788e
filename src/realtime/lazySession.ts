// The live session as its hook holds it. What makes one is a chunk of its own, loaded when the hook mounts: a page that
// shows a Start button is small, and a server loads nothing of it.
import type { ClientCore } from '../client/clientCore';
import { fromThrown } from '../errors/fromThrown';
import type { Mirror } from '../media/mirrorTrack';
import { createStore, type ReadableStore, type Store } from '../store/store';
import { tell } from '../store/tell';
import { loadEngine } from './loadEngine';
import type { RealtimeStatus } from './machine';
import { IDLE_SNAPSHOT, NO_DETAILS, toSnapshot } from './snapshot';
import type { OwnedSession, RealtimeOptions, RealtimeSnapshot } from './types';

const CONNECTING = /* @__PURE__ */ toSnapshot({ status: 'connecting', phase: 'camera' }, NO_DETAILS);

export function createLazySession(core: ClientCore, initialOptions: RealtimeOptions): OwnedSession {
  let options = initialOptions;
  let session: OwnedSession | undefined;
  let loading: Promise<OwnedSession> | undefined;
  // Whether a start waits for the engine.
  let starting = false;
  // Undefined: not yet.
  let mounted: boolean | undefined;
  let startOnMount = false;

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
    const { createRealtimeSession } = await loadEngine();
    const made = createRealtimeSession(core, forEngine(), mirror);
    forward(made, store);
    forward(made.stats, stats);
    forward(made.quality, quality);
    forward(made.seconds, seconds);
    made.setOptions(forEngine());
    session = made;
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

  async function start() {
    // Between two mounts (StrictMode, Activity) nothing is open; after the last one nobody would close it.
    if (mounted === false) {
      startOnMount = true;
      return;
    }
    starting = true;
    if (!session) show(CONNECTING);
    try {
      const loaded = session ?? (await load());
      if (starting) await loaded.start();
    } catch (thrown) {
      if (!starting) return;
      giveUp();
      const error = fromThrown(thrown);
      show(toSnapshot({ status: 'error', error }, NO_DETAILS));
      tell(options.onError, error);
      tell(core.reportError, error);
    }
  }

  function giveUp() {
    starting = false;
    startOnMount = false;
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
      if (loading) await call((loaded) => loaded.stop()).catch(() => {});
    },
    setPrompt: (...args) => call((loaded) => loaded.setPrompt(...args)),
    setImage: (...args) => call((loaded) => loaded.setImage(...args)),
    set: (...args) => call((loaded) => loaded.set(...args)),
    setInput: (...args) => call((loaded) => loaded.setInput(...args)),
    setMicrophone: (...args) => call((loaded) => loaded.setMicrophone(...args)),
    setMirror: mirror.set,
    setOptions(next) {
      if (next.mirror !== options.mirror) mirror.set(next.mirror ?? false);
      options = next;
      session?.setOptions(forEngine());
    },
    retain() {
      let release: (() => void) | undefined;
      mounted = true;
      let retained = true;
      // What goes wrong is told at the start.
      load().then(
        (loaded) => {
          if (retained) release = loaded.retain();
        },
        () => {},
      );
      // In a later task: StrictMode mounts, unmounts and mounts again in one.
      startOnMount ||= options.autoStart === true;
      const timer = setTimeout(() => {
        if (startOnMount) void start();
        startOnMount = false;
      });
      return () => {
        mounted = false;
        retained = false;
        clearTimeout(timer);
        giveUp();
        release?.();
      };
    },
  };
}

function forward<T>(from: ReadableStore<T>, to: Store<T>) {
  from.subscribe(() => to.set(from.getSnapshot()));
}
