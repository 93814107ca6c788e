import '../support/styles';
import type { CSSProperties } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import { ImageComparison } from '../../src/components/editor/ImageComparison';
import { ImageEditor } from '../../src/components/ImageEditor';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { BeforeAfter } from '../../src/components/video/BeforeAfter';
import { emulate } from '../support/emulate';
import { renderOnSandbox } from './support';

it.each([360, 1000])('nothing shifts from one status to the next, %i pixels wide', async (width) => {
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      style={{ width }}
      controls={<RealtimeControls presets={['ice', 'thermal']} limitSeconds={60} />}
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

const LAYOUTS: Record<string, CSSProperties> = {
  'a grid': { display: 'grid' },
  'a row': { display: 'flex' },
  'a centered column': { display: 'flex', flexDirection: 'column', alignItems: 'center' },
  'a box as wide as what is in it': { inlineSize: 'fit-content' },
};

it.each(Object.entries(LAYOUTS))(
  'is visible on a phone in %s, and is not wider than the page',
  async (_, style) => {
    await browser.viewport(390, 700);
    onTestFinished(() => browser.viewport(1000, 700));
    const { element } = await renderOnSandbox(
      <main style={{ ...style, padding: 12 }}>
        <div>
          <RealtimeVideo model="lucy-2.5" controls />
          <ImageEditor />
        </div>
      </main>,
    );
    for (const selector of ['.decart-video', '.decart-editor']) {
      expect(element(selector).offsetWidth).toBeGreaterThan(280);
      expect(element(selector).getBoundingClientRect().right).toBeLessThanOrEqual(390);
    }
  },
);

it('is mirrored in right-to-left text: the preview is at the end of a line, but "before" stays to the left of "after"', async () => {
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      mirror
      fit="contain"
      dir="rtl"
      style={{ width: 400 }}
      controls={false}
    >
      <BeforeAfter defaultValue={30} />
    </RealtimeVideo>,
  );
  await page.live();
  // It moves to its corner with a transition.
  await expect
    .poll(() => page.input().getBoundingClientRect().right - page.output().getBoundingClientRect().left)
    .toBeLessThan(150);

  await expect.element(page.screen.getByRole('slider', { name: 'Compare before and after' })).toBeVisible();
  const before = page.element('[data-decart-video=before]');
  const { clipPath, transform } = getComputedStyle(page.element('[data-decart-clip]'));
  expect([clipPath, transform]).toEqual(['inset(0px 70% 0px 0px)', 'none']);
  expect(getComputedStyle(before).transform).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  expect(getComputedStyle(before).objectFit).toBe('contain');
});

it('moves the line between two pictures to the right with the right arrow, even in right-to-left text', async () => {
  const picture = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"/>';
  const { screen } = await renderOnSandbox(
    <div dir="rtl">
      <ImageComparison before={picture} after={picture} />
    </div>,
  );
  const before = screen.getByRole('img', { name: 'Before' });
  await userEvent.click(screen.getByRole('slider'));
  const line = () => Number.parseInt(getComputedStyle(before.element()).clipPath.split(' ').at(1) ?? '', 10);
  const middle = line();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  // The "before" side is cut off on the right.
  expect(line()).toBe(middle - 2);
});

it('keeps the camera preview clear of the bar and the messages, in every corner', {
  tags: ['long'],
}, async () => {
  await browser.viewport(1000, 700);
  await emulate('prefers-reduced-motion', 'reduce');
  const player = (width: number, controls: boolean) => (
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      autoStart
      style={{ width }}
      controls={controls ? <RealtimeControls presets={['ice']} /> : true}
    />
  );
  const page = await renderOnSandbox(player(960, true));
  await page.live();
  const { screen } = page;
  // While it starts, the preview fills the stage; it shrinks to a corner with the first frame.
  await expect.poll(() => page.element('.decart-preview').offsetWidth).toBeLessThan(300);
  const others = () => [
    page.element('.decart-bar'),
    page.element('.decart-message'),
    page.element('.decart-action'),
  ];
  for (const [width, controls] of [
    [960, true],
    [288, false],
  ] as const) {
    await page.rerender(player(width, controls));
    for (let corner = 0; corner < 4; corner++) {
      const move = screen.getByRole('button', { name: 'Move camera preview' });
      move.element().focus();
      await move.click();
      const preview = page.element('.decart-preview');
      const box = preview.getBoundingClientRect();
      const covered = others().filter((other) => {
        const it = other.getBoundingClientRect();
        return it.left < box.right && it.right > box.left && it.top < box.bottom && it.bottom > box.top;
      });
      expect([preview.dataset.corner, ...covered.map(({ className }) => className)]).toEqual([
        preview.dataset.corner,
      ]);
    }
  }
  // A hidden preview stays hidden, in the same corner, in the next session.
  const { corner } = page.element('.decart-preview').dataset;
  await screen.getByRole('button', { name: 'Hide camera' }).click();
  await screen.getByRole('button', { name: 'Stop' }).click();
  await screen.getByRole('button', { name: 'Start' }).click();
  await page.live();
  await expect.element(screen.getByRole('button', { name: 'Show camera' })).toBeVisible();
  expect(page.element('.decart-preview').dataset.corner).toBe(corner);
});

it('has a slow spinner and no transitions if less motion is requested', async () => {
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" autoStart />);
  page.sandbox.hold('publish');
  await page.reached('connecting');
  await page.loaded('.decart-preview');
  const motion = () => ({
    spinner: getComputedStyle(page.element('.decart-message'), '::before').animationDuration,
    preview: getComputedStyle(page.element('.decart-preview')).transitionDuration.split(', ')[0],
    button: getComputedStyle(page.element('.decart-action')).transitionDuration.split(', ')[0],
  });
  expect(motion()).toEqual({ spinner: '0.9s', preview: '0.35s', button: '0.15s' });
  await emulate('prefers-reduced-motion', 'reduce');
  expect(motion()).toEqual({ spinner: '4s', preview: '0s', button: '0s' });
});

it('shows its edges, pressed buttons and the focus with forced colors', async () => {
  await emulate('forced-colors', 'active');
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" controls={<RealtimeControls presets={['ice']} />} />,
  );
  for (const part of [
    '.decart-message',
    '.decart-action',
    '.decart-button',
    '.decart-select',
    '.decart-field',
  ]) {
    expect(getComputedStyle(page.element(part)).borderStyle, part).toBe('solid');
    expect(getComputedStyle(page.element(part)).borderColor, part).not.toBe('rgba(0, 0, 0, 0)');
  }
  const stats = page.screen.getByRole('button', { name: 'Statistics' });
  await stats.click();
  await expect.element(stats).toHaveAttribute('aria-pressed', 'true');
  const chosen = document.createElement('span');
  chosen.style.cssText = 'background: SelectedItem; color: SelectedItemText; forced-color-adjust: none';
  stats.element().append(chosen);
  const { backgroundColor, color } = getComputedStyle(chosen);
  chosen.remove();
  const pressed = getComputedStyle(stats.element());
  // The color changes with a transition.
  await expect.poll(() => [pressed.backgroundColor, pressed.color]).toEqual([backgroundColor, color]);
  await userEvent.keyboard('{Tab}{Shift>}{Tab}{/Shift}');
  await expect.element(stats).toHaveFocus();
  const { outlineStyle, outlineWidth } = getComputedStyle(stats.element());
  expect([outlineStyle, outlineWidth]).toEqual(['solid', '3px']);
});
