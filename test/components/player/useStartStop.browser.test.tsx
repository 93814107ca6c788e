import { expect, it, onTestFinished } from 'vitest';
import { useStartStop } from '../../../src/components/player/useStartStop';
import { useStatusMessage } from '../../../src/components/player/useStatusMessage';
import { RealtimeVideo } from '../../../src/components/RealtimeVideo';
import { useRealtimeStream } from '../../../src/hooks/useRealtimeStream';
import { blockPlayback } from '../../support/blockPlayback';
import { renderOnSandbox } from '../support';

/** A second session, shown and controlled inside the first one's player. */
function Second() {
  const { session } = useRealtimeStream({ model: 'lucy-2.5', input: null });
  const { buttonProps, text } = useStartStop({ session });
  const status = useStatusMessage({ session });
  return (
    <p>
      <button {...buttonProps}>Second: {text}</button> {status.text}
    </p>
  );
}

it('starts and stops a session of its own, even inside a player whose video waits for a click', async () => {
  onTestFinished(blockPlayback());
  const { screen } = await renderOnSandbox(
    <RealtimeVideo model="lucy-2.5" prompt="ice" autoStart muted={false} controls={<Second />} />,
  );
  await expect.element(screen.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect.element(screen.getByText('Ready when you are')).toBeVisible();
  const second = screen.getByRole('button', { name: /^Second/ });
  await expect.element(second).toHaveTextContent('Second: Start');
  second.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.element(second).toHaveTextContent('Second: Stop');
});
