// Real keys in parts that need a service: a viewer, and a video that is edited.
import { StrictMode } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { FullscreenButton } from '../../src/components/controls/FullscreenButton';
import { SnapshotButton } from '../../src/components/controls/SnapshotButton';
import { VolumeControl } from '../../src/components/controls/VolumeControl';
import { StreamViewer } from '../../src/components/StreamViewer';
import { VideoEditor } from '../../src/components/VideoEditor';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { BACK, focused, stopsTo } from '../support/keyboard';
import { solidVideo } from '../support/media';
import { stageQuery } from '../support/renderQuery';
import { publish } from '../support/renderViewer';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const hasFocus = (name: string, after: string) => expect.poll(focused, { message: after }).toBe(name);

it('a viewer: the keyboard gets to everything, each key does what it does elsewhere, and the focus stays', async () => {
  const { sandbox, subscribeToken } = await publish();
  const controls = (
    <>
      <SnapshotButton />
      <VolumeControl />
      <FullscreenButton />
    </>
  );
  const screen = await render(
    <StrictMode>
      <DecartProvider {...sandbox.providerProps}>
        <button type="button">Before</button>
        <StreamViewer subscribeToken={subscribeToken} autoStart={false} controls={controls} />
        <button type="button">After</button>
      </DecartProvider>
    </StrictMode>,
  );
  onTestFinished(() => screen.unmount());
  button('Before').element().focus();
  const stops = ['Start', 'Take a photo, unavailable', 'Mute, pressed', 'Volume = 0%', 'Full screen'];
  expect(await stopsTo('After', '{Tab}')).toEqual(stops);
  expect(await stopsTo('Before', BACK)).toEqual(stops.toReversed());

  await userEvent.keyboard('{Tab}{Enter}');
  await hasFocus('Stop', 'start');
  await expect.element(page.getByText('Live', { exact: true })).toBeVisible();
  await hasFocus('Stop', 'live');
  await userEvent.keyboard('{Tab}');
  await hasFocus('Take a photo', 'Tab');
  await userEvent.keyboard('{Tab} ');
  await hasFocus('Mute', 'Space');
  await userEvent.keyboard(`${BACK}${BACK}`);
  await hasFocus('Stop', 'back');
  await userEvent.keyboard(' ');
  await hasFocus('Start', 'stop');
});

it('a video editor: the keyboard edits, cancels and gets to the result, and the focus stays', async () => {
  const { sandbox, wrapper } = stageQuery();
  await render(<VideoEditor pollInterval={100} />, { wrapper });
  const clip = new File([await solidVideo('teal')], 'clip.webm', { type: 'video/webm' });
  await userEvent.upload(page.getByLabelText('Choose a video, or drop one here'), clip);
  const field = page.getByLabelText('Replace clip.webm');
  await expect.element(field).toBeInTheDocument();
  field.element().focus();
  await userEvent.keyboard('{Tab}fog');
  await hasFocus('What should change?', 'Tab');
  sandbox.holdJobs();
  await userEvent.keyboard('{Tab}{Enter}');
  await hasFocus('Cancel', 'Enter');
  await expect.element(page.getByRole('status')).toHaveTextContent('In line…');
  // Holding Enter down is one press.
  await userEvent.keyboard('{Enter>2/}');
  await hasFocus('Edit', 'cancelled');
  await userEvent.keyboard(' ');
  await hasFocus('Cancel', 'Space');
  sandbox.releaseJobs();
  await hasFocus('Edit', 'done');
  await userEvent.keyboard('{Tab}');
  await hasFocus('Download', 'Tab');
  await userEvent.keyboard(`${BACK}${BACK}${BACK}`);
  // The result's own controls.
  await hasFocus('After', 'back');
});
