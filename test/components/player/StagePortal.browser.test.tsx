import { useEffect } from 'react';
import { expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { StagePortal } from '../../../src/components/player/StagePortal';
import { VideoStage } from '../../../src/components/player/VideoStage';
import { RealtimeRoot } from '../../../src/components/session/RealtimeRoot';
import { OutputVideo } from '../../../src/components/video/OutputVideo';
import { DecartProvider } from '../../../src/provider/DecartProvider';

function Note({ onMount }: { onMount: () => void }) {
  useEffect(() => onMount(), [onMount]);
  return <p data-testid="note" />;
}

it.each([
  ['the stage', <VideoStage key="stage" data-testid="around" />],
  [
    'the box of the video',
    <div key="box" data-testid="around">
      <OutputVideo />
    </div>,
  ],
  ['beside its button, where there is no video', null],
])('is rendered once, at once in its place: %s', async (_place, around) => {
  const onMount = vi.fn();
  const { getByTestId } = await render(
    <DecartProvider getToken="/token">
      <RealtimeRoot model="lucy-2.5" data-testid="root">
        <StagePortal>
          <Note onMount={onMount} />
        </StagePortal>
        {around}
      </RealtimeRoot>
    </DecartProvider>,
  );
  await expect
    .element(getByTestId(around ? 'around' : 'root'))
    .toContainElement(getByTestId('note').element());
  expect(onMount).toHaveBeenCalledOnce();
});
