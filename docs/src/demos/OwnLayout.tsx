import { DecartProvider, useRealtimeStream } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import { testPicture } from './testPicture';

const sandbox = createSandbox();

function Player() {
  const { status, error, start, stop, videoProps } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'neon city at night',
    input: testPicture,
  });
  const isOff = status === 'idle' || status === 'ended' || status === 'error';
  return (
    <>
      <video {...videoProps} aria-label="The test picture as a neon city" style={{ width: '100%' }} />
      <p role="status">{error ? error.code : status}</p>
      <button type="button" onClick={() => void (isOff ? start() : stop())}>
        {isOff ? 'Start' : 'Stop'}
      </button>
    </>
  );
}

export default function OwnLayout() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <Player />
    </DecartProvider>
  );
}
