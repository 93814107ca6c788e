// Controls that need a trusted click; the stories test the others.
import { Profiler } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { BeforeAfterButton } from '../../src/components/controls/BeforeAfterButton';
import { CameraPicker } from '../../src/components/controls/CameraPicker';
import { FullscreenButton } from '../../src/components/controls/FullscreenButton';
import { MirrorSwitch } from '../../src/components/controls/MirrorSwitch';
import { PictureInPictureButton } from '../../src/components/controls/PictureInPictureButton';
import { QualityIndicator } from '../../src/components/controls/QualityIndicator';
import { RecordButton } from '../../src/components/controls/RecordButton';
import { ReferenceImage } from '../../src/components/controls/ReferenceImage';
import { SessionTime } from '../../src/components/controls/SessionTime';
import { SnapshotButton } from '../../src/components/controls/SnapshotButton';
import { StatsPanel } from '../../src/components/controls/StatsPanel';
import { VolumeControl } from '../../src/components/controls/VolumeControl';
import { StartStopButton } from '../../src/components/player/StartStopButton';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { RealtimeStreamProvider } from '../../src/components/session/RealtimeStreamProvider';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { solidImage } from '../support/media';
import { renderOnSandbox } from './support';

it('fills the screen, and leaves it again', async () => {
  const { screen, element } = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" />);
  onTestFinished(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
  });
  await screen.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(() => document.fullscreenElement).toBe(element('.decart-video'));
  await expect.element(screen.getByRole('button', { name: 'Exit full screen' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.fullscreenElement).toBeNull();
});

/** The app's own stream and layout: neither root nor stage. */
function OwnLayout() {
  const stream = useRealtimeStream({ model: 'lucy-2.5', prompt: 'ice', autoStart: true });
  return (
    <RealtimeStreamProvider stream={stream}>
      <h1>Mirror, mirror</h1>
      <div>
        <OutputVideo style={{ width: 320, margin: 10 }} />
      </div>
      <StartStopButton />
      <ReferenceImage />
      <BeforeAfterButton />
      <RecordButton />
      <FullscreenButton />
    </RealtimeStreamProvider>
  );
}

it('also works around a video of the app, and keeps the focus when the session is over', async () => {
  const page = await renderOnSandbox(<OwnLayout />);
  const button = (name: string) => page.screen.getByRole('button', { name });
  await page.live();
  await button('Before and after').click();
  const line = page.screen.getByRole('slider', { name: 'Compare before and after' });
  await expect.element(line).toBeVisible();
  const boxOf = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round);
  };
  await expect.poll(() => boxOf(line.element())).toEqual(boxOf(page.output()));

  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([await solidImage('red')], 'red.png', { type: 'image/png' }));
  page.output().dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.poll(() => page.sandbox.sessions[0]?.image).toBeTruthy();

  await button('Full screen').click();
  await expect.poll(() => document.fullscreenElement).toBe(page.output());
  await document.exitFullscreen();

  await button('Before and after').click();
  page.sandbox.endGeneration('maintenance');
  await page.reached('ended');
  await expect.element(button('Before and after')).toHaveFocus();
  await expect.element(button('Before and after')).toHaveAttribute('aria-disabled', 'true');
  await expect.element(button('Record')).toHaveAttribute('aria-disabled', 'true');
});

it('shows the picture in a separate window, if the browser supports it', async () => {
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart controls={<PictureInPictureButton />} />,
  );
  await page.live();
  if (!document.pictureInPictureEnabled) {
    expect(page.screen.container.querySelector('.decart-bar button')).toBeNull();
    return;
  }
  const button = page.screen.getByRole('button', { name: 'Picture in picture' });
  await button.click();
  await expect.poll(() => document.pictureInPictureElement).toBe(page.output());
  await expect.element(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  await expect.poll(() => document.pictureInPictureElement).toBeNull();

  // A panel that is open when the session ends can be closed.
  await button.click();
  await expect.poll(() => document.pictureInPictureElement).toBe(page.output());
  page.sandbox.endGeneration('maintenance');
  await page.reached('ended');
  await button.click();
  await expect.poll(() => document.pictureInPictureElement).toBeNull();
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
});

it('while the picture is live, renders only the parts whose numbers change', async () => {
  const commits: Record<string, number> = {};
  const parts = {
    prompt: <PromptBox presets={['ice']} />,
    camera: <CameraPicker />,
    mirror: <MirrorSwitch />,
    snapshot: <SnapshotButton />,
    record: <RecordButton />,
    volume: <VolumeControl />,
    fullscreen: <FullscreenButton />,
    time: <SessionTime />,
    quality: <QualityIndicator />,
    stats: <StatsPanel />,
  };
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      mirror="auto"
      autoStart
      controls={Object.entries(parts).map(([name, part]) => (
        <Profiler key={name} id={name} onRender={(id) => (commits[id] = (commits[id] ?? 0) + 1)}>
          {part}
        </Profiler>
      ))}
    />,
  );
  await page.live();
  await expect.poll(() => page.screen.container.textContent).toContain('Applied');
  await expect.element(page.screen.getByRole('timer')).toHaveTextContent('0:01');
  // A camera that doesn't report where it faces is a computer's: it faces the user.
  await expect
    .element(page.screen.getByRole('switch', { name: 'Mirror' }))
    .toHaveAttribute('aria-checked', 'true');
  for (const name of Object.keys(commits)) commits[name] = 0;
  await expect.element(page.screen.getByRole('timer')).toHaveTextContent('0:04');
  const { time, stats, quality: _quality, ...others } = commits;
  expect(time).toBeGreaterThanOrEqual(3);
  expect(stats).toBeGreaterThanOrEqual(2);
  expect(others).toEqual({
    prompt: 0,
    camera: 0,
    mirror: 0,
    snapshot: 0,
    record: 0,
    volume: 0,
    fullscreen: 0,
  });
});
