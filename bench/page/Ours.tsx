import { useEffect } from 'react';
import { DecartProvider, useRealtimeStream } from '../../src';
import type { Sandbox } from '../../src/sandbox';

interface OursProps {
  provider: Sandbox['providerProps'];
  prompt: string;
}

export function Ours({ provider, prompt }: OursProps) {
  return (
    <DecartProvider {...provider}>
      <Stream prompt={prompt} />
    </DecartProvider>
  );
}

function Stream({ prompt }: { prompt: string }) {
  const { videoProps } = useRealtimeStream({ model: 'lucy-2.5', prompt, autoStart: true });
  return <video {...videoProps} />;
}

/** A Start button that prepares the session before it is pressed. */
export function Prepared({ provider, prompt }: OursProps) {
  return (
    <DecartProvider {...provider}>
      <PreparedStream prompt={prompt} />
    </DecartProvider>
  );
}

function PreparedStream({ prompt }: { prompt: string }) {
  const { videoProps, prepare, start } = useRealtimeStream({ model: 'lucy-2.5', prompt });
  useEffect(() => void prepare(), [prepare]);
  return (
    <>
      <video {...videoProps} />
      <button type="button" onClick={() => void start()}>
        Start
      </button>
    </>
  );
}
