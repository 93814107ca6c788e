import { expect, it, onTestFinished, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { RealtimeRoot } from '../../src/components/session/RealtimeRoot';
import { InputVideo } from '../../src/components/video/InputVideo';
import { OutputVideo } from '../../src/components/video/OutputVideo';
import { blockPlayback } from '../support/blockPlayback';
import { waitForColor } from '../support/pixels';
import { ALL_CLOSED } from '../support/renderStream';
import { cameraRequests, failCamera, openResources, watchResources } from '../support/resources';
import { renderOnSandbox } from './support';

it('goes from Start to the transformed picture and back, without CSS, under StrictMode', async () => {
  onTestFinished(watchResources());
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" prompt="thermal" />);
  const { screen, sandbox } = page;
  await expect.element(screen.getByRole('status')).toHaveTextContent('Ready when you are');

  await screen.getByRole('button', { name: 'Start' }).click();
  await page.live();
  // Thermal is hot: no fake camera is that red.
  await waitForColor(page.output(), ({ r, b }) => r > 120 && r > b);
  await expect.element(screen.getByRole('status')).toHaveTextContent('Live');
  await expect.poll(() => page.input().videoWidth).toBeGreaterThan(100);
  expect(cameraRequests()).toBe(1);
  expect(sandbox.tokenRequests).toBe(1);
  expect(sandbox.sessions).toHaveLength(1);

  await screen.getByRole('button', { name: 'Stop' }).click();
  await page.reached('idle');
  await expect.element(screen.getByRole('button', { name: 'Start' })).toHaveFocus();
  const open = () => ({
    ...openResources(),
    sockets: sandbox.resources.sockets,
    sessions: sandbox.sessions.filter((session) => session.open).length,
  });
  await expect.poll(open).toMatchObject(ALL_CLOSED);
});

it('counts a double click, or an Enter key that is held, as one start', async () => {
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" prompt="ice" />);
  await page.screen.getByRole('button', { name: 'Start' }).dblClick();
  await page.live();

  await page.screen.getByRole('button', { name: 'Stop' }).click();
  await page.reached('idle');
  await userEvent.keyboard('{Enter>2/}');
  await page.live();
});

it('applies options live: a changed prompt repaints the picture in the same session', async () => {
  const page = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" prompt="ice" autoStart />);
  await page.live();
  await waitForColor(page.output(), ({ r, b }) => b > r);
  await page.rerender(<RealtimeVideo model="lucy-2.5" prompt="thermal" autoStart />);
  await waitForColor(page.output(), ({ r, b }) => r > 120 && r > b);
  expect(page.sandbox.sessions).toHaveLength(1);
});

it('keeps its videos playing when it renders with new refs', async () => {
  const seen = new Set<Element | null>();
  const parts = () => (
    <RealtimeRoot model="lucy-2.5" prompt="ice" autoStart>
      <OutputVideo ref={(element) => void seen.add(element)} />
      <InputVideo asChild>
        <video muted ref={(element) => void seen.add(element)} />
      </InputVideo>
    </RealtimeRoot>
  );
  const page = await renderOnSandbox(parts());
  await page.live();
  await expect.poll(() => page.input().videoWidth).toBeGreaterThan(100);
  const emptied: EventTarget[] = [];
  for (const video of [page.output(), page.input()]) video.onemptied = () => emptied.push(video);
  for (let i = 0; i < 3; i += 1) await page.rerender(parts());
  // A media event would have come within two frames.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(emptied).toEqual([]);
  expect(page.output().paused).toBe(false);
  expect([...seen]).toEqual(expect.arrayContaining([page.output(), page.input()]));
});

it("shows the app's overlay, and passes attributes on to its element", async () => {
  const { element, screen } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      fit="contain"
      id="stage"
      className="mine"
      style={{ width: 320 }}
      muted={false}
    >
      <em>overlay</em>
    </RealtimeVideo>,
  );
  await expect.element(screen.getByText('overlay')).toBeVisible();
  const root = element('#stage');
  expect(root.className).toBe('decart-video mine');
  expect(root.dataset.status).toBe('idle');
  expect(root.getBoundingClientRect().width).toBe(320);
  expect(root.hasAttribute('model')).toBe(false);
  const output = element('[data-decart-video=output]');
  expect(getComputedStyle(output).objectFit).toBe('contain');
  expect(output).toHaveProperty('muted', false);
});

it('asks for a click when the browser blocks playback, and then plays', async () => {
  onTestFinished(blockPlayback());
  const page = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart muted={false} preview={false} />,
  );
  const button = page.screen.getByRole('button', { name: 'Play' });
  await expect.element(button).toBeVisible();
  await expect.element(page.screen.getByRole('button', { name: 'Stop' })).toBeVisible();

  await button.click();
  await expect.element(page.screen.getByRole('button', { name: 'Stop' })).toHaveFocus();
  expect(page.output().paused).toBe(false);
});

it('announces each status once, in sentences', async () => {
  const { screen, sandbox, element, live, reached } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" />,
  );
  const region = element('[role=status]');
  const said: (string | null)[] = [];
  const observer = new MutationObserver(() => said.push(region.textContent));
  observer.observe(region, { characterData: true, childList: true, subtree: true });
  onTestFinished(() => observer.disconnect());
  sandbox.queue(2, { intervalMs: 50 });

  await screen.getByRole('button', { name: 'Start' }).click();
  await live();
  sandbox.endGeneration('maintenance');
  await reached('ended');
  expect(said.filter((text) => !text?.endsWith('…'))).toEqual([
    'You’re number 2 of 2 in line',
    'You’re number 1 of 2 in line',
    'Live',
    expect.stringMatching(/^The session ended after \d+ seconds?$/),
  ]);
  // No sentence is announced twice, and the region stays the same element.
  expect(new Set(said).size).toBe(said.length);
  expect(element('[role=status]')).toBe(region);
});

it('uses the language that is set', async () => {
  onTestFinished(failCamera('NotAllowedError'));
  const errors = { CAMERA_DENIED: 'Die Kamera ist gesperrt.' };
  const { screen } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" labels={{ start: 'Starten', idle: 'Bereit', errors }} />,
  );
  await expect.element(screen.getByRole('status')).toHaveTextContent('Bereit');
  await screen.getByRole('button', { name: 'Starten' }).click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('Die Kamera ist gesperrt.');
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toHaveFocus();
});

it('offers a second try after any error, and another model starts from scratch', async () => {
  vi.stubGlobal('RTCPeerConnection', undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  const { screen, reached, rerender } = await renderOnSandbox(<RealtimeVideo model="lucy-2.5" autoStart />);
  await reached('error');
  await expect.element(screen.getByRole('status')).toHaveTextContent(/browser/);
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  // It may have been the model.
  await rerender(<RealtimeVideo model="lucy-restyle-2" autoStart />);
  await expect.element(screen.getByRole('button', { name: 'Start' })).toBeVisible();
});
