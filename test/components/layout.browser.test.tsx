import '../../src/styles.css';
import { expect, it } from 'vitest';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { renderOnSandbox } from './support';

it.each([360, 1000])('nothing shifts from one status to the next, %i pixels wide', async (width) => {
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      style={{ width }}
      controls={<RealtimeControls presets={['ice', 'thermal']} limit={60} />}
    />,
  );
  const boxes = () => {
    const root = page.element('.decart-video').getBoundingClientRect();
    return ['.decart-video', '.decart-output', '.decart-bar', '.decart-prompt', '.decart-row'].map(
      (selector) => {
        const { x, y, width, height } = page.element(selector).getBoundingClientRect();
        return [x - root.x, y - root.y, width, height].map(Math.round);
      },
    );
  };
  const idle = boxes();
  await page.screen.getByRole('button', { name: 'Start' }).click();
  await page.reached('connecting');
  expect(boxes()).toEqual(idle);
  await page.live();
  expect(boxes()).toEqual(idle);
  page.sandbox.endGeneration('maintenance');
  await page.reached('ended');
  expect(boxes()).toEqual(idle);
});

it('fits into 320 pixels without a horizontal scrollbar', async () => {
  const { element } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      style={{ width: 320 }}
      controls={<RealtimeControls presets={['a look with a long name', 'another long one']} />}
    />,
  );
  expect(element('.decart-bar').scrollWidth).toBeLessThanOrEqual(320);
  for (const control of element('.decart-bar').querySelectorAll(
    'button:not(.decart-chip), select, input:not([hidden])',
  )) {
    expect(control.getBoundingClientRect().right).toBeLessThanOrEqual(320);
  }
});

it('is the other way round where text is: the preview is in the corner at the end of a line', async () => {
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart dir="rtl" style={{ width: 400 }} />,
  );
  await page.live();
  // It glides into its corner.
  await expect
    .poll(() => page.input.getBoundingClientRect().right - page.output.getBoundingClientRect().left)
    .toBeLessThan(150);
});
