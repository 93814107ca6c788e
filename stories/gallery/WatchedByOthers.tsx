import { StartStopButton } from '../../src/components/player/StartStopButton';
import { StatusMessage } from '../../src/components/player/StatusMessage';
import { StreamViewer } from '../../src/components/StreamViewer';
import { RealtimeStreamProvider } from '../../src/components/session/RealtimeStreamProvider';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import './gallery.css';

export function WatchedByOthers() {
  const stream = useRealtimeStream({ model: 'lucy-2.5', prompt: 'golden hour', autoStart: true });
  return (
    <RealtimeStreamProvider stream={stream}>
      <div className="watched">
        <section>
          <h2>On stage</h2>
          <OutputVideo />
          <div>
            <StatusMessage />
            <StartStopButton />
          </div>
        </section>
        <section>
          <h2>In the audience</h2>
          <StreamViewer subscribeToken={stream.subscribeToken} />
        </section>
      </div>
    </RealtimeStreamProvider>
  );
}
