import { DecartProvider, isActive, useErrorText, useRealtimeStream } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import { testPicture } from './testPicture';

const sandbox = createSandbox();

function Player() {
  const { status, error, start, stop, videoProps } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'neon city at night',
    input: testPicture,
  });
  const problem = useErrorText(error);
  const isOn = isActive(status);
  return (
    <>
      <video {...videoProps} aria-label="The test picture as a neon city" style={{ width: '100%' }} />
      <p role="status">{problem || status}</p>
      <button type="button" onClick={() => void (isOn ? stop() : start())}>
        {isOn ? 'Stop' : 'Start'}
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
