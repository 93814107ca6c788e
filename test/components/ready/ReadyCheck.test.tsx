// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, onTestFinished } from 'vitest';
import { ReadyCheck } from '../../../src/components/ready/ReadyCheck';
import { DecartProvider } from '../../../src/provider/DecartProvider';
import { startServer } from '../../support/httpServer';

it('says that all sessions are in use if the route has a waiting line, and nothing about the network', async () => {
  const decart = await startServer(() => ({ json: { limit: 1, active: 1, remaining: 0 } }));
  onTestFinished(decart.close);
  const getToken = () => ({ apiKey: 'ek_1', expiresIn: 60, line: true });
  render(
    <DecartProvider getToken={getToken} baseUrl={decart.url}>
      <ReadyCheck checks={['quota']} />
    </DecartProvider>,
  );
  fireEvent.click(screen.getByRole('button'));
  const item = screen.getByRole('listitem');
  await expect.poll(() => item.dataset.state).toBe('warning');
  expect(item.textContent).toBe('Availability Busy right now. You may have to wait in line.');
});
