// What the components look like, compared with what they looked like. Text is drawn by every machine in its own fonts, so
// two percent of the pixels may differ; a colour, a corner, or a control in another place are more than that.
// `npx vitest run --project browser test/components/look -u` takes the pictures anew: look at them.
import '../../src/styles.css';
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

async function use(scheme: (typeof SCHEMES)[number]) {
  await page.viewport(1000, 700);
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = 'Canvas';
  onTestFinished(() => {
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
  });
}

for (const scheme of SCHEMES) {
  it.runIf(isComparable)(`has its look before the start, with every control, ${scheme}`, async () => {
    await use(scheme);
    const controls = <RealtimeControls presets={['oil painting', 'anime']} limit={60} />;
    const { element, rerender } = await renderOnSandbox(
      <RealtimeVideo model="lucy-2.5" style={{ width: 360 }} controls={controls} />,
    );
    await expect.element(element('.decart-video')).toMatchScreenshot(`idle-narrow-${scheme}`, TOLERANCE);
    await rerender(<RealtimeVideo model="lucy-2.5" style={{ width: 920 }} controls={controls} />);
    await expect.element(element('.decart-video')).toMatchScreenshot(`idle-wide-${scheme}`, TOLERANCE);
  });

  it.runIf(isComparable)(`has its look when the camera is refused, ${scheme}`, async () => {
    await use(scheme);
    onTestFinished(failCamera('NotAllowedError'));
    const shown = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" style={{ width: 480 }} autoStart />);
    await shown.reached('error');
    await expect.element(shown.element('.decart-video')).toMatchScreenshot(`error-${scheme}`, TOLERANCE);
  });

  it.runIf(isComparable)(`has its look when the session is over, ${scheme}`, async () => {
    await use(scheme);
    const shown = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" style={{ width: 480 }} autoStart />);
    await shown.live();
    shown.sandbox.endGeneration('session_duration_limit');
    await shown.reached('ended');
    await expect.element(shown.element('.decart-video')).toMatchScreenshot(`ended-${scheme}`, TOLERANCE);
  });
}
