// What needs a click that the browser believes; the other controls are tried in the stories.
import { Profiler } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CameraPicker } from '../../src/components/controls/CameraPicker';
import { FullscreenButton } from '../../src/components/controls/FullscreenButton';
import { MirrorSwitch } from '../../src/components/controls/MirrorSwitch';
import { PictureInPictureButton } from '../../src/components/controls/PictureInPictureButton';
import { PromptBox } from '../../src/components/controls/PromptBox';
import { QualityIndicator } from '../../src/components/controls/QualityIndicator';
import { RecordButton } from '../../src/components/controls/RecordButton';
import { SessionTime } from '../../src/components/controls/SessionTime';
import { SnapshotButton } from '../../src/components/controls/SnapshotButton';
import { StatsPanel } from '../../src/components/controls/StatsPanel';
import { VolumeControl } from '../../src/components/controls/VolumeControl';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { renderOnSandbox } from './support';

it('fills the screen, and leaves it again', async () => {
  const { screen, element } = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" />);
  onTestFinished(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
  });
  await screen.getByRole('button', { name: 'Fullscreen' }).click();
  await expect.poll(() => document.fullscreenElement).toBe(element('.decart-video'));
  await expect.element(screen.getByRole('button', { name: 'Leave fullscreen' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.fullscreenElement).toBeNull();
});

it('shows the picture in a window of its own, where the browser has one', async () => {
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
  await expect.poll(() => document.pictureInPictureElement).toBe(page.output);
  await expect.element(button).toHaveAttribute('aria-pressed', 'true');
  await button.click();
  await expect.poll(() => document.pictureInPictureElement).toBeNull();
});

it('renders, while the picture is live, only the parts whose numbers change', async () => {
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
  for (const name of Object.keys(commits)) commits[name] = 0;
  await expect.element(page.screen.getByRole('timer'), { timeout: 5000 }).toHaveTextContent('0:04');
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
