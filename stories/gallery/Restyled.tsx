import { RecordButton } from '../../src/components/controls/RecordButton';
import { SessionTime } from '../../src/components/controls/SessionTime';
import { SnapshotButton } from '../../src/components/controls/SnapshotButton';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import './gallery.css';

const controls = (
  <>
    <PromptBox presets={['thermal', 'comic', 'ice']} />
    <SnapshotButton />
    <RecordButton />
    <SessionTime limitSeconds={120} />
  </>
);

/** Hard edges, signal colors. */
export function Broadcast() {
  return (
    <RealtimeVideo className="broadcast" model="lucy-2.5" prompt="thermal" autoStart controls={controls} />
  );
}

/** Paper and ink. */
export function Storybook() {
  return (
    <RealtimeVideo
      className="picture-book"
      model="lucy-2.5"
      prompt="watercolor"
      autoStart
      controls={controls}
      labels={{ live: 'Once upon a time', stop: 'Close the book', promptPlaceholder: 'And then…' }}
    />
  );
}
