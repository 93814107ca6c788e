import { expect, test } from 'vitest';
import { SessionTime } from '../../../src/components/controls/SessionTime';
import { UsageMeter } from '../../../src/components/controls/UsageMeter';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { DecartProvider } from '../../../src/provider/DecartProvider';
import { renderOnSandbox } from '../support';

const input = { width: 160, height: 90 };

test('before an idle session ends a visitor is asked, can stay, and reads why it ended', async () => {
  const { screen, sandbox, live, reached } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" autoStart input={input} preview={false} stopWhenIdleSeconds={4} />,
  );
  await live();
  const stay = screen.getByRole('button', { name: 'Stay' });
  await expect.element(screen.getByText('Are you still there?')).toBeVisible();
  await expect.element(screen.getByRole('timer')).toHaveTextContent(/^0:0[12]$/);
  // By keyboard, which is activity, too.
  await stay.click();
  await expect.element(stay).not.toBeInTheDocument();
  await expect.element(stay).toBeVisible();
  await reached('ended');
  await expect.element(screen.getByText('Video stopped because you were away')).toBeVisible();
  await expect.element(stay).not.toBeInTheDocument();
  expect(sandbox.sessions).toHaveLength(1);
});

test('a visitor can not put off a limit of the app, and sees the time run out', async () => {
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

test('a visitor who has to pay reads so, and gets the way to do it that the app has', async () => {
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
