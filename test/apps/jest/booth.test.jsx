import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RealtimeVideo } from 'decart-react';
import { createTestDecart } from 'decart-react/testing';

test('a visitor goes live, waits for a lost connection, and is told that the time is over', async () => {
  const decart = createTestDecart();
  const { unmount } = render(<RealtimeVideo model="lucy-2.5" prompt="comic" />, { wrapper: decart.Provider });
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));
  await decart.session.goLive();
  screen.getByText('Live');
  expect(decart.session.prompt).toBe('comic');
  await decart.session.lose();
  screen.getByText('Reconnecting…');
  await decart.session.goLive();
  await decart.session.end('session_duration_limit');
  screen.getByText(/You’ve reached the limit/);
  unmount();
  expect(decart.session.isOpen).toBe(false);
});

test('a visitor reads why a session is refused', async () => {
  const decart = createTestDecart();
  render(<RealtimeVideo model="lucy-2.5" />, { wrapper: decart.Provider });
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));
  await decart.session.fail('CONCURRENCY_LIMIT');
  await screen.findByText('All sessions are in use. Try again in a few minutes.');
});
