import { type ReactNode, useState } from 'react';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DecartErrorBoundary, type DecartErrorBoundaryProps } from '../../src/components/DecartErrorBoundary';
import { DecartError } from '../../src/errors/DecartError';
import { useProcess } from '../../src/query/useProcess';
import { renderOnSandbox } from './support';

function Edit() {
  const { mutate } = useProcess('lucy-image-2', { throwOnError: true });
  return (
    <button
      type="button"
      onClick={() => mutate({ prompt: 'oil painting', data: new Blob(['x'], { type: 'image/png' }) })}
    >
      Edit
    </button>
  );
}

/** React logs errors that a boundary has caught. */
beforeEach(() => {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => spy.mockRestore());
});

it('shows the error of a hook with `throwOnError`, and offers a retry', async () => {
  const { screen } = await renderOnSandbox(
    <DecartErrorBoundary
      fallback={(error, reset) => (
        <button type="button" onClick={reset}>
          {error.code}
        </button>
      )}
    >
      <Edit />
    </DecartErrorBoundary>,
  );
  await screen.getByRole('button', { name: 'Edit' }).click();
  await screen.getByRole('button', { name: 'INVALID_INPUT' }).click();
  await expect.element(screen.getByRole('button', { name: 'Edit' })).toBeVisible();
});

function Form({ children }: { children: ReactNode }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) throw new DecartError('PROCESSING_ERROR', 'It is down.');
  return (
    <section>
      <p>Texts</p>
      {/* Hidden controls take no focus. */}
      <button type="button" hidden />
      <button type="button" onClick={() => setBroken(true)}>
        Send
      </button>
      {children}
    </section>
  );
}

const own: DecartErrorBoundaryProps['fallback'] = (error, reset) => (
  <>
    <p>{error.code}</p>
    <button type="button" onClick={reset}>
      Try again
    </button>
  </>
);

it.each([
  ['the default fallback', undefined],
  ['an own fallback', own],
])('a failure and "Try again" keep the focus in place, with %s', async (_, fallback) => {
  await renderOnSandbox(
    <>
      <button type="button">Before</button>
      <DecartErrorBoundary fallback={fallback}>
        <Form>
          <a href="#help">Help</a>
        </Form>
      </DecartErrorBoundary>
      <button type="button">After</button>
    </>,
  );
  const send = page.getByRole('button', { name: 'Send' });
  const retry = page.getByRole('button', { name: 'Try again' });
  send.element().focus();
  for (const round of ['once', 'again']) {
    await userEvent.keyboard('{Enter}');
    await expect.element(retry, { message: round }).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(send, { message: round }).toHaveFocus();
  }
});

function Flaky({ server }: { server: { failures: number } }) {
  if (server.failures > 0) throw new DecartError('PROCESSING_ERROR', `It is down, ${server.failures}.`);
  return <p>Up again</p>;
}

it('"Try again" keeps the focus while it fails again, and when text comes in its place', async () => {
  const server = { failures: 2 };
  await renderOnSandbox(
    <DecartErrorBoundary
      onReset={() => {
        server.failures -= 1;
      }}
    >
      <Flaky server={server} />
    </DecartErrorBoundary>,
  );
  const retry = page.getByRole('button', { name: 'Try again' });
  retry.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => server.failures).toBe(1);
  await expect.element(retry).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Up again')).toHaveFocus();
});

it('an error elsewhere leaves the focus where it is', async () => {
  const { screen, rerender } = await renderOnSandbox(<button type="button">App</button>);
  const app = (isBroken: boolean) => (
    <>
      <button type="button">App</button>
      <DecartErrorBoundary>
        {isBroken ? <Broken /> : <button type="button">Inside</button>}
      </DecartErrorBoundary>
    </>
  );
  await rerender(app(false));
  screen.getByRole('button', { name: 'App' }).element().focus();
  await rerender(app(true));
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'App' })).toHaveFocus();
});

function Broken(): ReactNode {
  throw new DecartError('PROCESSING_ERROR', 'It is down.');
}
