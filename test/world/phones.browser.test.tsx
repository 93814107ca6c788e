// What is different on a phone: it is held upright, has two cameras, and may save power.
import '../support/styles';
import { expect, onTestFinished, test, vi } from 'vitest';
import { page as screenOf } from 'vitest/browser';
import { FlipCameraButton } from '../../src/components/controls/FlipCameraButton';
import { useFlipCamera } from '../../src/components/controls/useFlipCamera';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { BeforeAfter } from '../../src/components/video/BeforeAfter';
import { renderOnSandbox } from '../components/support';
import { blockPlayback } from '../support/blockPlayback';
import { replace } from '../support/replace';

/** An upright moving picture, with one color above and another below. */
function uprightPicture(): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 360, height: 640 });
  const context = canvas.getContext('2d');
  const draw = () => {
    for (const [color, top] of [
      ['red', 0],
      ['white', 60],
      ['blue', 580],
    ] as const) {
      if (context) context.fillStyle = color;
      context?.fillRect(0, top, 360, 640);
    }
  };
  const timer = setInterval(draw, 50);
  const stream = canvas.captureStream(20);
  onTestFinished(() => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  });
  return stream;
}

/** How much of the picture's height is on screen, from 0 to 1. */
function shownHeight(video: HTMLVideoElement): number {
  const { videoWidth, videoHeight } = video;
  const { width, height } = video.getBoundingClientRect();
  const fit = getComputedStyle(video).objectFit;
  const scale = (fit === 'cover' ? Math.max : Math.min)(width / videoWidth, height / videoHeight);
  return Math.min(1, height / (videoHeight * scale));
}

test('a phone held upright: the whole picture is visible, in the preview too, and fits the screen', async () => {
  await screenOf.viewport(390, 700);
  const picture = uprightPicture();
  const player = (fit?: 'cover') => <RealtimeVideo model="lucy-2.5" autoStart input={picture} fit={fit} />;
  const { live, rerender, output, element, loaded } = await renderOnSandbox(player());
  const stage = () => element('.decart-stage');
  const wide = stage().getBoundingClientRect();
  expect(wide.width / wide.height).toBeCloseTo(16 / 9, 1);
  await live();
  const input = (await loaded('.decart-preview video')) as HTMLVideoElement;
  await expect.poll(() => shownHeight(output())).toBeCloseTo(1, 2);
  await expect.poll(() => shownHeight(input)).toBeCloseTo(1, 1);
  const upright = stage().getBoundingClientRect();
  expect(upright.height).toBeGreaterThan(upright.width);
  expect(upright.height).toBeLessThanOrEqual(0.85 * innerHeight + 1);
  // The app's own choice counts.
  await rerender(player('cover'));
  expect(getComputedStyle(output()).objectFit).toBe('cover');
});

test('a phone that saves power: after Play the preview plays as well, and so does the comparison', async () => {
  blockPlayback();
  const { screen, reached, element, output } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart>
      <BeforeAfter />
    </RealtimeVideo>,
  );
  await reached('generating');
  const videos = () =>
    [output(), element('.decart-preview video'), element('.decart-split video')] as HTMLVideoElement[];
  const button = screen.getByRole('button', { name: 'Play' });
  await expect.element(button).toBeVisible();
  await expect.poll(() => videos().map(({ paused }) => paused)).toEqual([true, true, true]);
  await button.click();
  await expect.poll(() => videos().map(({ paused }) => paused)).toEqual([false, false, false]);
});

/** Reports where each camera faces before it is open: an empty list if the camera doesn't say. */
function pretendSides(sides: Record<string, string[]>) {
  onTestFinished(
    replace(InputDeviceInfo.prototype, 'getCapabilities', function capabilities(this: InputDeviceInfo) {
      return { facingMode: sides[this.deviceId] ?? [] };
    }),
  );
}

/** Two cameras that say where they face, as on a phone. Counts how many are open at once. */
async function twoSides() {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const all = (await mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  pretendSides({ [all[0]?.deviceId ?? '']: ['user'], [all[1]?.deviceId ?? '']: ['environment'] });
  const sides = { user: all[0]?.deviceId, environment: all[1]?.deviceId };
  const opened: { side: 'user' | 'environment'; track: MediaStreamTrack }[] = [];
  const state = { broken: '', most: 0 };
  const isOpen = () => opened.filter(({ track }) => track.readyState === 'live');
  const give = replace(mediaDevices, 'getUserMedia', async (constraints = {}) => {
    const wanted = JSON.stringify(constraints.video);
    const isRear = wanted.includes('environment') || wanted.includes(`"exact":"${sides.environment}"`);
    const side = isRear ? 'environment' : 'user';
    if (state.broken === side) throw new DOMException('', 'NotReadableError');
    const stream = await open({ video: { deviceId: { exact: sides[side] ?? '' }, width: 320, height: 180 } });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Error('there is no camera');
    const getSettings = track.getSettings.bind(track);
    track.getSettings = () => ({ ...getSettings(), facingMode: side });
    opened.push({ side, track });
    state.most = Math.max(state.most, isOpen().length);
    return stream;
  });
  onTestFinished(give);
  return { state, all, sides, opened, now: () => isOpen().map(({ side }) => side) };
}

test('front and rear camera: a press switches between them in the same session, and both are never open', async () => {
  const cameras = await twoSides();
  const { screen, live, sandbox, element } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart controls={<FlipCameraButton />} />,
  );
  await live();
  const button = screen.getByRole('button', { name: 'Flip camera' });
  await expect.element(button).toHaveAttribute('data-facing', 'user');
  await button.click();
  await expect.element(button).toHaveAttribute('data-facing', 'environment');
  expect(cameras.now()).toEqual(['environment']);

  cameras.state.broken = 'user';
  await button.click();
  await expect
    .element(screen.getByText('Another app is using your camera. Close it and try again.'))
    .toBeVisible();
  await expect.element(button).toHaveAttribute('data-facing', 'environment');
  expect(cameras.now()).toEqual(['environment']);
  expect(cameras.state.most).toBe(1);
  expect(sandbox.sessions).toHaveLength(1);
  // The button stays while the camera changes: it has the focus.
  expect(element('[data-facing]')).toBe(document.activeElement);
});

test('a flip that is overtaken by another choice is not reported, and the other choice stays', async () => {
  const cameras = await twoSides();
  const onFlip = vi.fn<(facing: string) => void>();
  const player = (input: MediaTrackConstraints) => (
    <RealtimeVideo model="lucy-2.5" autoStart input={input} controls={<FlipCameraButton onFlip={onFlip} />} />
  );
  const { screen, live, rerender } = await renderOnSandbox(player({}));
  await live();
  const button = screen.getByRole('button', { name: 'Flip camera' });
  // In one task: the other camera can't open between the two.
  button.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await rerender(player({ facingMode: 'user' }));
  await expect.element(button).toHaveAttribute('data-state', 'ready');
  await expect.element(button).toHaveAttribute('data-facing', 'user');
  await expect.poll(cameras.now).toEqual(['user']);
  expect(onFlip).not.toHaveBeenCalled();
  await button.click();
  await expect.poll(() => onFlip.mock.calls).toEqual([['environment']]);
});

/** A button of the app that doesn't check whether it can be pressed. */
function OwnFlip() {
  return <button {...useFlipCamera().buttonProps}>Flip it</button>;
}

test("a phone with one working camera: nothing is offered, and pressing the app's own button leaves it on", async () => {
  const cameras = await twoSides();
  const others = cameras.all.slice(0, 1);
  onTestFinished(replace(navigator.mediaDevices, 'enumerateDevices', async () => others));
  const { live, screen } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      autoStart
      controls={
        <>
          <FlipCameraButton />
          <OwnFlip />
        </>
      }
    />,
  );
  await live();
  const own = screen.getByText('Flip it');
  await expect.element(own).toHaveAttribute('data-facing', 'user');
  await expect.element(own).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByRole('button', { name: 'Flip camera' }).elements()).toEqual([own.element()]);
  own.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.element(own).toHaveAttribute('data-state', 'unavailable');
  expect(cameras.now()).toEqual(['user']);
  expect(cameras.opened).toHaveLength(1);
});

test('a phone whose other camera faces the same side, or none: nothing is offered', async () => {
  const cameras = await twoSides();
  pretendSides({ [cameras.sides.user ?? '']: ['user'], [cameras.sides.environment ?? '']: ['user'] });
  const { live, screen, element } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart controls={<OwnFlip />} />,
  );
  await live();
  await expect.element(screen.getByText('Flip it')).toHaveAttribute('data-facing', 'user');
  expect(element('[data-facing]').getAttribute('aria-disabled')).toBe('true');
});

test('on a computer, whose cameras do not say where they face, there is nothing to flip', async () => {
  const { live, screen } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart controls={<FlipCameraButton />} />,
  );
  await live();
  expect(screen.getByRole('button', { name: 'Flip camera' }).query()).toBeNull();
});
