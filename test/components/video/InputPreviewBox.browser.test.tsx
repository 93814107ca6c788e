import { expect, it } from 'vitest';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { renderOnSandbox } from '../support';

it('is dragged only with the main button: after a context menu it does not follow the pointer', async () => {
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" prompt="ice" autoStart />);
  await page.live();
  const preview = await page.loaded('.decart-preview');
  const { left, top } = preview.getBoundingClientRect();
  // The mouse pointer is always there.
  const move = (type: string, clientX: number, button: number) =>
    preview.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button, clientX, clientY: top + 5 }),
    );
  const drag = async (button: number) => {
    move('pointerdown', left + 5, button);
    // React has applied it by the next task.
    await new Promise((resolve) => setTimeout(resolve));
    move('pointermove', left - 100, -1);
    return preview.style.translate;
  };
  // The menu gets the button's release, so the page gets no event.
  expect(await drag(2)).toBe('');
  expect(await drag(0)).toMatch(/^-105px/);
  move('pointerup', left - 100, 0);
  expect(preview.style.translate).toBe('');
});

it('stays in its corner when the browser cancels a drag', async () => {
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" prompt="ice" autoStart />);
  await page.live();
  const preview = await page.loaded('.decart-preview');
  const { left, top, width } = preview.getBoundingClientRect();
  const around = page.output().getBoundingClientRect();
  const move = (type: string, clientX: number) =>
    preview.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX, clientY: top + 5 }));
  const drag = async (end: string) => {
    move('pointerdown', left + 5);
    // React has applied it by the next task.
    await new Promise((resolve) => setTimeout(resolve));
    move('pointermove', left + 5 - around.width + width);
    expect(preview.style.translate).not.toBe('');
    move(end, left + 5 - around.width + width);
    expect(preview.style.translate).toBe('');
  };
  await drag('pointercancel');
  await new Promise((resolve) => setTimeout(resolve));
  expect(preview.dataset.corner).toBe('top-end');
  await drag('pointerup');
  await expect.poll(() => preview.dataset.corner).toBe('top-start');
});

it('is where it was, and as hidden as it was, when the next session starts', async () => {
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" prompt="ice" autoStart />);
  await page.live();
  await page.loaded('.decart-preview');
  await page.screen.getByRole('button', { name: 'Move camera preview' }).click();
  await page.screen.getByRole('button', { name: 'Hide camera' }).click();
  await page.screen.getByRole('button', { name: 'Stop' }).click();
  await page.reached('idle');
  expect(page.screen.container.querySelector('.decart-preview')).toBeNull();
  await page.screen.getByRole('button', { name: 'Start' }).click();
  const preview = await page.loaded('.decart-preview');
  expect(preview.dataset).toMatchObject({ corner: 'bottom-end', state: 'hidden' });
});
