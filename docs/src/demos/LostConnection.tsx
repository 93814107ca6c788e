import { DecartProvider, RealtimeVideo } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import 'decart-react/styles.css';
import { useState } from 'react';
import { testPicture } from './testPicture';

const sandbox = createSandbox();

export default function LostConnection() {
  const [statuses, setStatuses] = useState<string[]>([]);
  return (
    <DecartProvider {...sandbox.providerProps}>
      <RealtimeVideo
        model="lucy-2.5"
        prompt="frozen in ice"
        input={testPicture}
        onStatusChange={(status) => setStatuses((before) => [...before, status].slice(-6))}
      />
      <p>
        <button type="button" onClick={() => sandbox.closeSignaling(1006)}>
          Lose the connection
        </button>{' '}
        <button type="button" onClick={() => sandbox.offline(3000)}>
          Be offline for 3 seconds
        </button>
      </p>
      <p>{statuses.join(' → ')}</p>
    </DecartProvider>
  );
}
