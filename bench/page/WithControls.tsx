import { DecartProvider, RealtimeControls, RealtimeVideo, type Recording } from '../../src';
import type { Sandbox } from '../../src/sandbox';
import '../../src/styles.css';

interface Props {
  provider: Sandbox['providerProps'];
  prompt: string;
  onRecorded: (recording: Recording) => void;
}

export function WithControls({ provider, prompt, onRecorded }: Props) {
  return (
    <DecartProvider {...provider}>
      <RealtimeVideo
        model="lucy-2.5"
        prompt={prompt}
        autoStart
        preview={false}
        controls={<RealtimeControls presets={['oil painting', 'neon city']} onRecorded={onRecorded} />}
      />
    </DecartProvider>
  );
}
