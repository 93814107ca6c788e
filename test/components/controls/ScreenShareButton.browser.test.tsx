import { expect, onTestFinished, test, vi } from 'vitest';
import { ScreenShareButton } from '../../../src/components/controls/ScreenShareButton';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { renderOnSandbox } from '../support';

/** Records every screen and camera that is opened from now on. `refuse`: as when the dialog is cancelled. */
function watchInputs() {
  const { mediaDevices } = navigator;
  const screens = vi.spyOn(mediaDevices, 'getDisplayMedia');
  const cameras = vi.spyOn(mediaDevices, 'getUserMedia');
  onTestFinished(() => {
    screens.mockRestore();
    cameras.mockRestore();
  });
  return {
    refuse: () => screens.mockRejectedValueOnce(new DOMException('', 'NotAllowedError')),
    cameras: () => cameras.mock.calls.length,
    async screen() {
      const stream: MediaStream = await screens.mock.results.at(-1)?.value;
      const [track] = stream.getVideoTracks();
      if (!track) throw new Error('no screen was shared');
      return track;
    },
  };
}

async function renderLive() {
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart controls={<ScreenShareButton />} />,
  );
  await page.live();
  return { ...page, button: page.screen.getByRole('button', { name: 'Share your screen' }) };
}

test('a press shares the screen, the next one brings the camera back, in the same session', async () => {
  const inputs = watchInputs();
  const { button, sandbox } = await renderLive();
  await expect.element(button).toHaveAttribute('aria-pressed', 'false');
  await button.click();
  await expect.element(button).toHaveAttribute('aria-pressed', 'true');
  const screen = await inputs.screen();
  expect(screen.readyState).toBe('live');
  await button.click();
  await expect.element(button).toHaveAttribute('aria-pressed', 'false');
  expect(screen.readyState).toBe('ended');
  expect(inputs.cameras()).toBe(2);
  expect(sandbox.sessions).toHaveLength(1);
});

test("stopped in the browser's bar: the button is off, the video says so, and no camera is opened", async () => {
  const inputs = watchInputs();
  const { button, screen } = await renderLive();
  await button.click();
  await expect.element(button).toHaveAttribute('data-state', 'on');
  const track = await inputs.screen();
  track.stop();
  track.dispatchEvent(new Event('ended'));
  await expect.element(button).toHaveAttribute('data-state', 'off');
  await expect.element(screen.getByText('Your video has ended')).toBeVisible();
  expect(inputs.cameras()).toBe(1);
  await button.click();
  await expect.element(button).toHaveAttribute('data-state', 'on');
  await button.click();
  await expect.poll(inputs.cameras).toBe(2);
});

test('cancelled: the camera stays, and the visitor reads that nothing is shared', async () => {
  const inputs = watchInputs();
  const { button, screen } = await renderLive();
  inputs.refuse();
  await button.click();
  await expect.element(screen.getByText('No screen was shared. Choose one and try again.')).toBeVisible();
  await expect.element(button).toHaveAttribute('data-state', 'off');
  expect(inputs.cameras()).toBe(1);
  await button.click();
  await expect.element(button).toHaveAttribute('data-state', 'on');
  await expect
    .element(screen.getByText('No screen was shared. Choose one and try again.'))
    .not.toBeInTheDocument();
});

test('is unavailable before a session, and absent if the browser cannot share screens', async () => {
  const player = <RealtimeVideo model="lucy-2.5" controls={<ScreenShareButton />} />;
  const { screen } = await renderOnSandbox(player);
  await expect
    .element(screen.getByRole('button', { name: 'Share your screen' }))
    .toHaveAttribute('aria-disabled', 'true');
  Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { configurable: true, value: undefined });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
  });
  const phone = await renderOnSandbox(player);
  expect(phone.screen.container.querySelector('.decart-bar button')).toBeNull();
});
