// A hook beside parts, as an app has them: the compiler memoizes all of it.
import { DecartProvider, useGenerationSeconds, useRealtimeStream } from 'decart-react';
import { OutputVideo, PromptBox, RealtimeStreamProvider, StartStopButton } from 'decart-react/parts';
import { createSandbox } from 'decart-react/sandbox';
import { useState } from 'react';

const sandbox = createSandbox();

function Player() {
  const [prompt, setPrompt] = useState('oil painting');
  const stream = useRealtimeStream({ model: 'lucy-2.5', prompt });
  const seconds = useGenerationSeconds(stream.session);
  return (
    <main data-status={stream.status}>
      <RealtimeStreamProvider stream={stream} prompt={prompt}>
        <OutputVideo />
        <StartStopButton />
        <PromptBox />
      </RealtimeStreamProvider>
      <p>Prompt: {stream.prompt}</p>
      <p>{seconds > 0 ? 'Counting' : 'Not counting'}</p>
      <button type="button" onClick={() => setPrompt('film noir')}>
        Film noir
      </button>
    </main>
  );
}

export function Stage() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <Player />
    </DecartProvider>
  );
}
