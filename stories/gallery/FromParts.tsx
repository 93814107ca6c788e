import { useState } from 'react';
import { StartStopButton } from '../../src/components/player/StartStopButton';
import { StatusMessage } from '../../src/components/player/StatusMessage';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { InputVideo } from '../../src/components/video/InputVideo';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import { useRealtimeSession } from '../../src/hooks/useRealtimeSession';
import { useRealtimeState } from '../../src/hooks/useRealtimeState';
import './gallery.css';

const LOOKS = { Neon: 'neon city at night', Sketch: 'pencil sketch' };

/** Your own part: buttons that set the prompt of the enclosing session. */
function Looks() {
  const session = useRealtimeSession();
  const isRunning = useRealtimeState(({ status }) => status === 'generating');
  const [shown, setShown] = useState<string | null>(null);
  const apply = async (name: string, prompt: string) => {
    if ((await session.setPrompt(prompt)) === 'applied') setShown(name);
  };
  return Object.entries(LOOKS).map(([name, prompt]) => (
    <button
      key={name}
      type="button"
      disabled={!isRunning}
      aria-pressed={isRunning && shown === name}
      onClick={() => void apply(name, prompt).catch(() => {})}
    >
      {name}
    </button>
  ));
}

export function FromParts() {
  return (
    <RealtimeRoot model="lucy-2.5" prompt="watercolor" asChild>
      <section className="from-parts">
        <OutputVideo />
        <aside>
          <InputVideo />
          <StatusMessage />
          <StartStopButton asChild>
            <button type="button" className="from-parts-start" />
          </StartStopButton>
          <Looks />
        </aside>
      </section>
    </RealtimeRoot>
  );
}
