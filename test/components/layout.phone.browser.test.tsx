import '../support/styles';
import { expect, it, onTestFinished } from 'vitest';
import { page as browser } from 'vitest/browser';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { blockPlayback } from '../support/blockPlayback';
import { emulate } from '../support/emulate';
import { failCamera } from '../support/resources';
import { renderOnSandbox } from './support';

// A phone of 320 pixels, or a page of 640 pixels at 200 %, with a little room around the player.
const PHONE = 288;

/** The texts and controls, over the video or in the bar, that are cut off, covered or shortened. */
function unreachable(root: HTMLElement): string[] {
  const stage = root.querySelector('.decart-stage')?.getBoundingClientRect();
  const shown = [
    ...root.querySelectorAll<HTMLElement>(
      '[role="status"], .decart-message-text, .decart-stats > * > *, button, select, input:not([hidden])',
    ),
  ].filter((element) => element.checkVisibility({ opacityProperty: true }) && element.offsetWidth > 0);
  return shown.flatMap((element) => {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const isCut =
      stage !== undefined &&
      element.closest('.decart-stage') !== null &&
      (left < stage.left || right > stage.right || top < stage.top - 1 || bottom > stage.bottom + 1);
    const isShortened = element.tagName !== 'SELECT' && element.scrollWidth > element.clientWidth + 1;
    const isCovered = !hit || !(element.contains(hit) || hit.contains(element));
    const name = element.textContent || element.getAttribute('aria-label') || element.className;
    return isCut || isShortened || isCovered
      ? [`${name}: ${isCut ? 'cut off' : isShortened ? 'shortened' : `covered by ${hit?.className}`}`]
      : [];
  });
}

it('can be read and used at 320 pixels, or at 200 %, in every status', async () => {
  await browser.viewport(320, 640);
  // Measures the final positions, not the transitions: the preview moves from the stage to its corner.
  await emulate('prefers-reduced-motion', 'reduce');
  const page = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      prompt="ice"
      style={{ width: PHONE }}
      controls={<RealtimeControls presets={['ice', 'a look with a long name']} limitSeconds={3600} />}
    />,
  );
  const { sandbox, screen } = page;
  const fits = () => {
    const root = page.element('.decart-video');
    const face = page.element('.decart-overlay');
    expect(unreachable(root)).toEqual([]);
    // Nothing needs scrolling.
    expect(face.scrollHeight).toBeLessThanOrEqual(face.clientHeight);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  };
  const says = async (text: string | RegExp) => {
    await expect.element(screen.getByText(text)).toBeVisible();
    fits();
  };

  fits();
  sandbox.queue(1, { intervalMs: 300 });
  const goOn = {
    token: sandbox.hold('token'),
    signaling: sandbox.hold('signaling'),
    publish: sandbox.hold('publish'),
  };
  await screen.getByRole('button', { name: 'Start' }).click();
  await says('Preparing…');
  goOn.token();
  await says('Connecting…');
  goOn.signaling();
  await says(/You’re number 1 of \d+ in line/);
  await says('Starting video…');
  goOn.publish();
  await page.live();
  await says('Live');

  await screen.getByRole('button', { name: 'Statistics' }).click();
  await expect.element(screen.getByText('Round trip')).toBeVisible();
  fits();
  const numbers = page.element('.decart-stats');
  expect(numbers.scrollHeight).toBeLessThanOrEqual(numbers.clientHeight);
  await screen.getByRole('button', { name: 'Statistics' }).click();

  sandbox.rejectPrompts(/long/, 'This prompt is not allowed by the rules of the house, whoever asks for it');
  await screen.getByRole('button', { name: 'a look with a long name' }).click();
  await says(/^Not applied. That isn’t allowed/);

  sandbox.offline();
  await page.reached('reconnecting');
  await says('Reconnecting…');
  sandbox.online();
  await page.live();
  sandbox.endGeneration('maintenance');
  await says(/The session ended after \d+ seconds?/);

  onTestFinished(failCamera('NotAllowedError'));
  await screen.getByRole('button', { name: 'Start again' }).click();
  await says(/^The camera is blocked/);
  await says(/icon in the address bar/);

  // In a language with longer words it may scroll, and everything can be reached.
  const long =
    'Die Kamera ist gesperrt. Erlauben Sie dieser Seite in den Einstellungen des Browsers die Verwendung';
  await page.rerender(
    <RealtimeVideo
      model="lucy-2.5"
      style={{ width: PHONE }}
      labels={{ error: `${long}. ${long}. ${long}.`, allowByIcon: long }}
    />,
  );
  const face = page.element('.decart-overlay');
  expect(face.scrollHeight).toBeGreaterThan(face.clientHeight);
  const { top } = page.element('.decart-message').getBoundingClientRect();
  expect(top).toBeGreaterThanOrEqual(face.getBoundingClientRect().top);
  page.element('.decart-action').blur();
  page.element('.decart-action').focus();
  const action = page.element('.decart-action').getBoundingClientRect();
  expect(action.bottom).toBeLessThanOrEqual(face.getBoundingClientRect().bottom);
});

it('is readable and usable at 320 pixels while playback needs a click', async () => {
  await browser.viewport(320, 640);
  await emulate('prefers-reduced-motion', 'reduce');
  onTestFinished(blockPlayback());
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart muted={false} style={{ width: PHONE }} />,
  );
  await expect.element(page.screen.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(unreachable(page.element('.decart-video'))).toEqual([]);
});

it('keeps what it says, Stop and Try again on a phone whose text is twice as large', async () => {
  await browser.viewport(390, 640);
  await emulate('prefers-reduced-motion', 'reduce');
  const html = document.documentElement;
  html.style.fontSize = '200%';
  onTestFinished(() => void html.style.removeProperty('font-size'));
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart style={{ width: 326 }} />,
  );
  const fits = () => {
    expect(unreachable(page.element('.decart-video'))).toEqual([]);
    const { scrollHeight, clientHeight } = page.element('.decart-overlay');
    expect(scrollHeight).toBeLessThanOrEqual(clientHeight);
  };
  /** Text has one rectangle a line. */
  const lines = (text: string) => {
    const range = document.createRange();
    range.selectNodeContents(page.screen.getByText(text).element());
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  };

  await page.live();
  await expect.element(page.screen.getByText('Live')).toBeVisible();
  fits();
  expect(lines('Live')).toBe(1);
  page.sandbox.offline();
  await page.reached('reconnecting');
  await expect.element(page.screen.getByText('Reconnecting…')).toBeVisible();
  fits();
  expect(lines('Reconnecting…')).toBe(1);
  page.sandbox.online();
  await page.live();
  page.sandbox.endGeneration('maintenance');
  onTestFinished(failCamera('NotAllowedError'));
  await page.screen.getByRole('button', { name: 'Start again' }).click();
  await expect.element(page.screen.getByText(/^The camera is blocked/)).toBeVisible();
  fits();
});
