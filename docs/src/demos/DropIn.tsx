import { DecartProvider, RealtimeVideo } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import 'decart-react/styles.css';
import { testPicture } from './testPicture';

const sandbox = createSandbox();

export default function DropIn() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <RealtimeVideo model="lucy-2.5" prompt="oil painting" input={testPicture} />
    </DecartProvider>
  );
}
