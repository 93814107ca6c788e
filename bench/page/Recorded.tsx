import { type ReactNode, useRef } from 'react';
import { DecartProvider, RealtimeVideo, type RecordingPart, useRealtimeSession } from '../../src';
import { RecordButton } from '../../src/parts';
import type { Sandbox } from '../../src/sandbox';
import '../../src/styles.css';

interface Props {
  provider: Sandbox['providerProps'];
  prompt: string;
  onRecorded: (recording: { parts: Pick<RecordingPart, 'blob'>[] }) => void;
}

/** Three times the browser's default rate, so that the recording outweighs the usual changes in memory. */
const VIDEO = { videoBitsPerSecond: 8_000_000, mimeType: 'video/mp4' };

export function Recorded({ onRecorded, ...props }: Props) {
  return <Stage {...props} controls={<RecordButton {...VIDEO} onRecorded={onRecorded} />} />;
}

export function RecordedByHand({ onRecorded, ...props }: Props) {
  return <Stage {...props} controls={<PileUp onRecorded={onRecorded} />} />;
}

function Stage({ provider, prompt, controls }: Omit<Props, 'onRecorded'> & { controls: ReactNode }) {
  return (
    <DecartProvider {...provider}>
      <RealtimeVideo model="lucy-2.5" prompt={prompt} autoStart preview={false} controls={controls} />
    </DecartProvider>
  );
}

/** As in every tutorial: an array of chunks. */
function PileUp({ onRecorded }: Pick<Props, 'onRecorded'>) {
  const session = useRealtimeSession();
  const recorder = useRef<MediaRecorder | null>(null);
  const toggle = () => {
    const { remoteStream } = session.getSnapshot();
    if (recorder.current) {
      recorder.current.stop();
    } else if (remoteStream) {
      const chunks: Blob[] = [];
      recorder.current = new MediaRecorder(remoteStream, VIDEO);
      recorder.current.ondataavailable = ({ data }) => chunks.push(data);
      recorder.current.onstop = () =>
        onRecorded({ parts: [{ blob: new Blob(chunks, { type: VIDEO.mimeType }) }] });
      recorder.current.start(1000);
    }
  };
  return (
    <button type="button" onClick={toggle}>
      Record
    </button>
  );
}
