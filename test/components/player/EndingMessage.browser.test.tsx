import '../../support/styles';
import { expect, onTestFinished, test } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import { SessionTime } from '../../../src/components/controls/SessionTime';
import { UsageMeter } from '../../../src/components/controls/UsageMeter';
import { RealtimeControls } from '../../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { DecartProvider } from '../../../src/provider/DecartProvider';
import { emulate } from '../../support/emulate';
import { failCamera, unplug, watchResources } from '../../support/resources';
import { renderOnSandbox } from '../support';

const input = { width: 160, height: 90 };

test('before an idle session ends, visitors are asked, can stay, and read why it ended', async () => {
  const { screen, sandbox, live, reached } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={input} preview={false} stopWhenIdleSeconds={4} />,
  );
  await live();
  const stay = screen.getByRole('button', { name: 'Stay' });
  await expect.element(screen.getByText('Are you still there?')).toBeVisible();
  await expect.element(screen.getByRole('timer')).toHaveTextContent(/^0:0[12]$/);
  // With the keyboard, which counts as activity.
  await stay.click();
  await expect.element(stay).not.toBeInTheDocument();
  await expect.element(stay).toBeVisible();
  await reached('ended');
  await expect.element(screen.getByText('Video stopped because you were away')).toBeVisible();
  await expect.element(stay).not.toBeInTheDocument();
  expect(sandbox.sessions).toHaveLength(1);
});

test('the focus stays in the player when the question is answered, and when it goes away by itself', async () => {
  const { screen, live, reached } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={input} preview={false} stopWhenIdleSeconds={4} />,
  );
  await live();
  const stay = screen.getByRole('button', { name: 'Stay' });
  const fullscreen = screen.getByRole('button', { name: 'Full screen' });
  await expect.element(stay).toBeVisible();
  fullscreen.element().focus();
  stay.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(stay).not.toBeInTheDocument();
  await expect.element(fullscreen).toHaveFocus();

  await expect.element(stay).toBeVisible();
  // Without a key: that would be activity.
  stay.element().focus();
  await reached('ended');
  await expect.element(stay).not.toBeInTheDocument();
  await expect.element(fullscreen).toHaveFocus();
});

test('the question can be read over the video and apart from a problem, even with forced colors', {
  tags: ['long'],
}, async () => {
  await browser.viewport(1000, 700);
  onTestFinished(watchResources());
  const player = (width: number) => (
    <RealtimeVideo
      model="lucy-2.5"
      autoStart
      stopWhenIdleSeconds={16}
      style={{ width }}
      controls={<RealtimeControls />}
    />
  );
  const page = await renderOnSandbox(player(960));
  await page.live();
  await page.loaded('[data-decart-video=input]');
  const camera = page.input().srcObject;
  if (!(camera instanceof MediaStream)) throw new Error('there is no camera');
  onTestFinished(failCamera('NotReadableError'));
  unplug(camera.getVideoTracks()[0]?.getSettings().deviceId);
  await expect.element(page.screen.getByText('Are you still there?')).toBeVisible();

  const [question, problem] = ['.decart-ending-message', '.decart-problem-message'];
  const transparent = 'rgba(0, 0, 0, 0)';
  for (const width of [960, 480, 288]) {
    await page.rerender(player(width));
    const stage = page.element('.decart-stage').getBoundingClientRect();
    const below = page.element(question).getBoundingClientRect();
    const above = page.element(problem).getBoundingClientRect();
    expect(above.bottom).toBeLessThanOrEqual(below.top);
    // Stop stays within reach.
    const stop = page.screen.getByRole('button', { name: 'Stop' }).element().getBoundingClientRect();
    expect(above.top).toBeGreaterThanOrEqual(stop.bottom);
    expect(below.bottom).toBeLessThanOrEqual(stage.bottom);
    for (const note of [question, problem]) {
      expect(getComputedStyle(page.element(note)).backgroundColor, note).not.toBe(transparent);
    }
  }
  await emulate('forced-colors', 'active');
  for (const note of [question, problem]) {
    const { borderStyle, borderColor } = getComputedStyle(page.element(note));
    expect([borderStyle, borderColor === transparent]).toEqual(['solid', false]);
  }
});

test("a visitor can't extend the app's limit, and sees the time run out", {
  tags: ['long'],
}, async () => {
  const { screen, live, reached } = await renderOnSandbox(
    <RealtimeVideo
      model="lucy-2.5"
      autoStart
      input={input}
      preview={false}
      maxDurationSeconds={6}
      controls={
        <>
          <SessionTime />
          <UsageMeter pricePerSecond={0.5} currency="EUR" />
        </>
      }
    />,
  );
  await live();
  await expect.element(screen.getByText('Your time is almost up')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Stay' }).query()).toBeNull();
  await expect.element(screen.getByRole('timer', { name: 'Time left' })).toHaveTextContent(/^0:0[123]$/);
  await reached('ended');
  await expect.element(screen.getByText('You’ve reached the limit of 6 seconds')).toBeVisible();
  await expect.element(screen.getByLabelText('Used so far')).toHaveTextContent('0:06 · €3.00');
});

test("a visitor who has to pay reads so, and gets the app's way to pay", async () => {
  const getToken = () => Response.json({ detail: 'Your free minutes are used up.' }, { status: 402 });
  const { screen } = await renderOnSandbox(
    <DecartProvider getToken={getToken}>
      <RealtimeVideo
        model="lucy-2.5"
        autoStart
        input={null}
        errorActions={{ PAYMENT_REQUIRED: <a href="#buy">Buy more minutes</a> }}
      />
    </DecartProvider>,
  );
  await expect.element(screen.getByText('Payment is required to continue.')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Buy more minutes' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});
