import { expect, it, onTestFinished } from 'vitest';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { DecartError } from '../../../src/errors/DecartError';
import { DecartProvider } from '../../../src/provider/DecartProvider';
import { renderOnSandbox } from '../support';

it('reloads the page when a part of it can no longer be loaded', async () => {
  let reloads = 0;
  const onNavigate = (event: NavigateEvent) => {
    if (event.navigationType === 'reload') reloads += 1;
    event.preventDefault();
  };
  navigation.addEventListener('navigate', onNavigate);
  onTestFinished(() => navigation.removeEventListener('navigate', onNavigate));
  const getToken = async () => {
    throw new DecartError('LIVEKIT_INITIALIZATION_ERROR', 'A part of the app is gone.');
  };
  const { screen } = await renderOnSandbox(
    <DecartProvider getToken={getToken}>
      <RealtimeVideo model="lucy-2.5" autoStart />
    </DecartProvider>,
  );
  await screen.getByRole('button', { name: 'Reload the page' }).click();
  expect(reloads).toBe(1);
});
