import { PromptBox } from '../../src/components/prompt/PromptBox';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { InputVideo } from '../../src/components/video/InputVideo';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import './gallery.css';

export function SideBySide() {
  return (
    <RealtimeRoot model="lucy-2.5" prompt="anime" autoStart className="side-by-side">
      <figure>
        <InputVideo />
        <figcaption>In</figcaption>
      </figure>
      <figure>
        <OutputVideo />
        <figcaption>Out</figcaption>
      </figure>
      <PromptBox presets={['anime', 'oil painting', 'vintage']} />
    </RealtimeRoot>
  );
}
