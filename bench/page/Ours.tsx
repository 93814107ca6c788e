import { DecartProvider, useRealtimeStream } from '../../src';
import type { Sandbox } from '../../src/sandbox';

export function Ours({ provider, prompt }: { provider: Sandbox['providerProps']; prompt: string }) {
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
