import { DecartProvider, RealtimeControls, RealtimeVideo } from '../../src';
import type { Sandbox } from '../../src/sandbox';
import '../../src/styles.css';

interface Props {
  provider: Sandbox['providerProps'];
  prompt: string;
}

export function WithControls({ provider, prompt }: Props) {
  return (
    <DecartProvider {...provider}>
      <RealtimeVideo
        model="lucy-2.5"
        prompt={prompt}
        autoStart
        preview={false}
        controls={<RealtimeControls presets={['oil painting', 'neon city']} />}
      />
    </DecartProvider>
  );
}
