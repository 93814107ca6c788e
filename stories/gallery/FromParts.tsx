import { useState } from 'react';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { StartStopButton } from '../../src/components/session/StartStopButton';
import { StatusMessage } from '../../src/components/session/StatusMessage';
import { useRealtimeSession, useRealtimeState } from '../../src/components/session/sessionContext';
import { InputVideo } from '../../src/components/video/InputVideo';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import './gallery.css';

/** A part of your own: a button that asks the session around for a look. */
function LookButton({ name, prompt }: { name: string; prompt: string }) {
  const session = useRealtimeSession();
  const isRunning = useRealtimeState(({ status }) => status === 'generating');
  const [isOn, setOn] = useState(false);
  const apply = async () => setOn((await session.setPrompt(prompt)) === 'applied');
  return (
    <button type="button" disabled={!isRunning} onClick={() => void apply().catch(() => {})}>
      {name}
      {isOn && <small> {name} is on</small>}
    </button>
  );
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
          <LookButton name="Neon" prompt="neon city at night" />
          <LookButton name="Sketch" prompt="pencil sketch" />
        </aside>
      </section>
    </RealtimeRoot>
  );
}
