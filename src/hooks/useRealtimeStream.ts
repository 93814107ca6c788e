import { type ComponentPropsWithRef, useEffect, useState, useSyncExternalStore } from 'react';
import { useDecartContext } from '../provider/context';
import { checkRealtimeOptions } from '../realtime/checkRealtimeOptions';
import { createRealtimeSession } from '../realtime/realtimeSession';
import type { OwnedSession, RealtimeOptions, RealtimeSession, RealtimeSnapshot } from '../realtime/types';
import { type UseVideoRefResult, useVideoRef } from './useVideoRef';

type SessionMethods = Pick<
  RealtimeSession,
  'start' | 'stop' | 'prepare' | 'setPrompt' | 'setImage' | 'set' | 'setInput' | 'setMicrophone' | 'setMirror'
>;

/** What {@link useRealtimeStream} returns: a union on `status`. */
export type UseRealtimeStreamResult = RealtimeSnapshot &
  SessionMethods &
  UseVideoRefResult & {
    /** Binds the input to a `<video>`. */
    localVideoRef: UseVideoRefResult['videoRef'];
    /** All props that the `<video>` of the transformed video needs. */
    videoProps: Pick<ComponentPropsWithRef<'video'>, 'autoPlay' | 'playsInline' | 'muted'> & {
      ref: UseVideoRefResult['videoRef'];
    };
    /** The stable store of this session, for the fine-grained hooks. */
    session: RealtimeSession;
  };

/**
 * A live session: camera in, transformed video out.
 *
 * `start()` requests the camera, the token and the realtime code at the same time. A lost connection
 * reconnects with a fresh token and the current prompt and image. Unmounting closes the session and turns the
 * camera off.
 *
 * Throws `INVALID_OPTIONS`, in render, for an unknown option or an invalid value.
 *
 * @example
 * ```tsx
 * const { videoProps, status, error, start, stop } = useRealtimeStream({ model: 'lucy-2.5', prompt: 'oil painting' });
 * const problem = useErrorText(error);
 * const isOn = isActive(status);
 * return (
 *   <>
 *     <video {...videoProps} />
 *     <p role="alert">{problem}</p>
 *     <button onClick={() => void (isOn ? stop() : start())}>{isOn ? 'Stop' : 'Start'}</button>
 *   </>
 * );
 * ```
 */
export function useRealtimeStream(options: RealtimeOptions): UseRealtimeStreamResult {
  checkRealtimeOptions(options);
  const { core, importEngine } = useDecartContext();
  const make = () => ({ core, session: createRealtimeSession(core, options, importEngine) });
  const [current, setCurrent] = useState(make);
  // Another client (the provider now connects elsewhere) needs another session.
  if (current.core !== core) setCurrent(make());
  const session: OwnedSession = current.session;

  useEffect(() => session.setOptions(options));
  useEffect(() => session.retain(), [session]);

  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getServerSnapshot);
  const output = useVideoRef(snapshot.remoteStream);
  const { videoRef: localVideoRef } = useVideoRef(snapshot.localStream);
  const { start, stop, prepare, setPrompt, setImage, set, setInput, setMicrophone, setMirror } = session;

  return {
    ...snapshot,
    ...output,
    start,
    stop,
    prepare,
    setPrompt,
    setImage,
    set,
    setInput,
    setMicrophone,
    setMirror,
    localVideoRef,
    videoProps: { ref: output.videoRef, autoPlay: true, playsInline: true, muted: true },
    session,
  };
}
