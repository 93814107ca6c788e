// Compares the look of the components with saved screenshots. Fonts differ from machine to machine, so two percent of the
// pixels may differ. A changed color or corner, or a moved control, is more than that. `npx vitest run --project
// browser test/components/look -u` takes the pictures again: look at them.
import '../support/styles';
import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { failCamera } from '../support/resources';
import { renderOnSandbox } from './support';

const SCHEMES = ['light', 'dark'] as const;
const TOLERANCE = { timeout: 5000, comparatorOptions: { allowedMismatchedPixelRatio: 0.02 } };
// The pictures were taken on Linux, as the gate runs there.
const isComparable = navigator.platform.startsWith('Linux');

const choose = (scheme: (typeof SCHEMES)[number] | '') => {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = scheme && 'Canvas';
};

async function inSchemes(element: () => HTMLElement, name: string) {
  onTestFinished(() => choose(''));
  for (const scheme of SCHEMES) {
    choose(scheme);
    await expect.element(element()).toMatchScreenshot(`${name}-${scheme}`, TOLERANCE);
  }
}

it.runIf(isComparable)('looks the same before the start, with every control', async () => {
  await page.viewport(1000, 700);
  const controls = <RealtimeControls presets={['oil painting', 'anime']} limitSeconds={60} />;
  const { element, rerender } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" style={{ width: 360 }} controls={controls} />,
  );
  await inSchemes(() => element('.decart-video'), 'idle-narrow');
  await rerender(<RealtimeVideo model="lucy-2.5" style={{ width: 920 }} controls={controls} />);
  await inSchemes(() => element('.decart-video'), 'idle-wide');
});

it.runIf(isComparable)('looks the same while it is live, with a prompt that was refused', async () => {
  await page.viewport(1000, 700);
  const player = (width: number) => (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      style={{ width }}
      controls={<RealtimeControls presets={['oil painting', 'anime']} />}
    />
  );
  const shown = await renderOnSandbox(player(360));
  await shown.live();
  shown.sandbox.rejectPrompts(/anime/, 'This prompt is not allowed by the rules of the house, whoever asks');
  await shown.screen.getByRole('button', { name: 'anime' }).click();
  await expect.element(shown.screen.getByText(/^Not applied/)).toBeVisible();
  // Videos, clocks and numbers differ from run to run.
  const still = document.createElement('style');
  still.textContent = `
    video, .decart-time, .decart-quality { visibility: hidden }
    *, ::before { transition: none !important; animation: none !important }
    .decart-preview { background: teal }
  `;
  document.head.append(still);
  onTestFinished(() => still.remove());
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await inSchemes(() => shown.element('.decart-video'), 'live-narrow');
  await shown.rerender(player(920));
  await inSchemes(() => shown.element('.decart-video'), 'live-wide');
});

it.runIf(isComparable)('looks the same when the camera is refused', async () => {
  onTestFinished(failCamera('NotAllowedError'));
  const shown = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" style={{ width: 480 }} autoStart />);
  await shown.reached('error');
  await inSchemes(() => shown.element('.decart-video'), 'error');
});

it.runIf(isComparable)('looks the same when the session is over', async () => {
  const shown = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" style={{ width: 480 }} autoStart />);
  await shown.live();
  shown.sandbox.endGeneration('session_duration_limit');
  await shown.reached('ended');
  await inSchemes(() => shown.element('.decart-video'), 'ended');
});
