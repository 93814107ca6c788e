// A live session that sends black says why.
import '../support/styles';
import { expect, onTestFinished, test } from 'vitest';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { createTestPicture } from '../../src/sandbox';
import { renderOnSandbox } from '../components/support';
import { muteBySystem } from '../support/resources';

async function liveWithTestPicture() {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  const [track] = picture.stream.getVideoTracks();
  if (!track) throw new Error('a picture without a track');
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart input={picture.stream} />,
  );
  await page.live();
  const message = () => page.element('[data-input], .decart-input-message');
  return { track, stream: picture.stream, message, ...page };
}

test('somebody whose camera is switched off, muted or ended reads that over the video, and nothing else', async () => {
  const { screen, track, message } = await liveWithTestPicture();
  const says = (text: string) => expect.element(screen.getByText(text)).toBeVisible();
  const isEmpty = () => expect.poll(() => message().textContent).toBe('');
  await isEmpty();

  track.enabled = false;
  await says('Your camera is off');
  expect(message().dataset.input).toBe('disabled');
  // Announced, and without taking the focus.
  expect(message().ariaLive).toBe('polite');
  track.enabled = true;
  await isEmpty();
  expect(message().dataset.state).toBe('empty');

  muteBySystem(track);
  await says('No video from your camera. Is it covered or switched off?');
  muteBySystem(track, false);
  await isEmpty();

  track.stop();
  await says('Your video has ended');
});

test('a visitor who joins with the camera off sees the message once the session is live, not before', async () => {
  const picture = createTestPicture({ width: 320, height: 180 });
  onTestFinished(picture.stop);
  for (const track of picture.stream.getVideoTracks()) track.enabled = false;
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" input={picture.stream} />);
  const text = page.screen.getByText('Your camera is off');
  expect(text.query()).toBeNull();
  await page.screen.getByRole('button', { name: 'Start' }).click();
  await expect.element(text).toBeVisible();
  await page.screen.getByRole('button', { name: 'Stop' }).click();
  await expect.element(text).not.toBeInTheDocument();
});

test('an app without an input wants black: no message is shown', async () => {
  const { live, element } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart input={null} />,
  );
  await live();
  await expect.poll(() => element('.decart-input-message').dataset.state).toBe('empty');
});
