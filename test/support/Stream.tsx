import { type UseRealtimeStreamResult, useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import type { RealtimeOptions } from '../../src/realtime/types';

interface StreamProps extends RealtimeOptions {
  onResult(stream: UseRealtimeStreamResult): void;
}

/** A component as a user writes it: a session with its output and its input. */
export function Stream({ onResult, ...options }: StreamProps) {
  const stream = useRealtimeStream(options);
  const { videoProps, localVideoRef } = stream;
  onResult(stream);
  return (
    <>
      <video {...videoProps} data-decart-video="output" />
      <video ref={localVideoRef} muted data-decart-video="input" />
    </>
  );
}
