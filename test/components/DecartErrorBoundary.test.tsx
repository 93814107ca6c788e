// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Component, type ReactNode } from 'react';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { DecartErrorBoundary } from '../../src/components/DecartErrorBoundary';
import { DecartError } from '../../src/errors/DecartError';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useJob } from '../../src/query/useJob';
import { startServer } from '../support/httpServer';

// It is loaded with the first request. On a busy machine, loading it takes seconds.
beforeAll(() => import('@decartai/sdk'));
/** React logs errors that a boundary has caught. */
function quiet() {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
}

function Fails({ error }: { error: Error | null }) {
  if (error) throw error;
  return <p>fine</p>;
}

function Status() {
  return <p>{useJob('job_1').jobStatus}</p>;
}

class Outer extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render() {
    return this.state.error ? <p>outer: {this.state.error.message}</p> : this.props.children;
  }
}
const refused = new DecartError('UNAUTHORIZED', 'Sign in again.');

it('shows visitors a sentence, tells the app, and tries again', async () => {
  quiet();
  const onError = vi.fn();
  const onReset = vi.fn();
  const tree = (error: Error | null) => (
    <DecartErrorBoundary onError={onError} onReset={onReset} labels={{ retry: 'Noch einmal' }}>
      <Fails error={error} />
    </DecartErrorBoundary>
  );
  const { getByRole, getByText, rerender } = render(tree(refused));
  await waitFor(() =>
    expect(getByRole('alert')).toHaveTextContent('This isn’t available right now. Please try again later.'),
  );
  expect(onError).toHaveBeenCalledExactlyOnceWith(refused);

  rerender(tree(null));
  expect(getByRole('alert')).toBeVisible();
  await userEvent.click(getByRole('button', { name: 'Noch einmal' }));
  expect(onReset).toHaveBeenCalledOnce();
  expect(getByText('fine')).toBeVisible();
});

it('tells developers what happened, in development only', async () => {
  quiet();
  const view = (
    <DecartErrorBoundary>
      <Fails error={refused} />
    </DecartErrorBoundary>
  );
  expect(render(view).queryByText('UNAUTHORIZED')).toBeNull();
  vi.stubEnv('NODE_ENV', 'development');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { getByRole, queryByText } = render(view);
  const details = getByRole('button', { name: 'For developers', expanded: false });
  expect(queryByText('UNAUTHORIZED')).toBeNull();
  await userEvent.click(details);
  expect(details).toHaveAttribute('aria-expanded', 'true');
  expect(details.parentElement).toHaveTextContent('UNAUTHORIZED Sign in again.');
});

it('shows your fallback, with the error and a retry', () => {
  quiet();
  const { getByText } = render(
    <DecartErrorBoundary fallback={(error) => <p>code {error.code}</p>}>
      <Fails error={refused} />
    </DecartErrorBoundary>,
  );
  expect(getByText('code UNAUTHORIZED')).toBeVisible();
});

it("ignores errors that aren't ours", () => {
  quiet();
  const { getByText } = render(
    <Outer>
      <DecartErrorBoundary>
        <Fails error={new TypeError('a bug of the app')} />
      </DecartErrorBoundary>
    </Outer>,
  );
  expect(getByText('outer: a bug of the app')).toBeVisible();
});

it('repeats a failed query with `throwOnError`', async () => {
  quiet();
  let status = 404;
  const server = await startServer(() => ({ status, json: { job_id: 'job_1', status: 'processing' } }));
  onTestFinished(server.close);
  const queryClient = new QueryClient({ defaultOptions: { queries: { throwOnError: true } } });
  const { findByRole, findByText } = render(
    <DecartProvider proxy={server.url} queryClient={queryClient}>
      <DecartErrorBoundary>
        <Status />
      </DecartErrorBoundary>
    </DecartProvider>,
  );
  await userEvent.click(await findByRole('button', { name: 'Try again' }));
  await expect.poll(() => server.requests).toHaveLength(2);
  status = 200;
  await userEvent.click(await findByRole('button', { name: 'Try again' }));
  await findByText('processing');
});
