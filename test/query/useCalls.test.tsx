// @vitest-environment jsdom
import { notifyManager, onlineManager, QueryClient } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import { StrictMode, useEffect } from 'react';
import { expect, it, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { type CallOptions, type CallResult, useCalls } from '../../src/query/useCalls';
import { useDecartQueryClient } from '../../src/query/useDecartQueryClient';
import type { Call } from '../../src/requests/calls';

interface Wish {
  prompt: string;
  data?: unknown;
}

type Options = CallOptions<string, Wish, unknown> & { endsWithHook?: (call: Call) => boolean };

/** A call that the test finishes. */
interface Work extends Wish {
  model: string;
  call: Call;
  finish: (result: string) => void;
  fail: (error: DecartError) => void;
}

interface ProbeProps {
  model: string;
  /** Asked for in an effect. */
  wish?: Wish | undefined;
  options: Options;
  works: Work[];
  see: (hook: CallResult<string, Wish, unknown>) => void;
}

function Probe({ model, wish, options, works, see }: ProbeProps) {
  const { endsWithHook = () => true, ...callOptions } = options;
  const { result } = useCalls<string, Wish, unknown>(
    useDecartQueryClient(),
    ['decart', model],
    (core, variables, call) => {
      call.sent = true;
      void core.auth.getToken();
      return new Promise((finish, fail) => works.push({ ...variables, model, call, finish, fail }));
    },
    endsWithHook,
    callOptions,
  );
  const { mutate } = result;
  useEffect(() => {
    if (wish) mutate(wish);
  }, [mutate, wish]);
  see(result);
  return null;
}

/** Renders a hook whose calls the test finishes itself, for the model that `show` names last. */
function stage(options: Options = {}, queryClient?: QueryClient) {
  const works: Work[] = [];
  const getToken = vi.fn(() => ({ apiKey: 'ek_1', expiresIn: 60 }));
  const onError = vi.fn<(error: DecartError) => void>();
  let seen: CallResult<string, Wish, unknown> | undefined;
  const see = (hook: CallResult<string, Wish, unknown>) => {
    seen = hook;
  };
  const page = (model: string, wish?: Wish) => (
    <StrictMode>
      <DecartProvider getToken={getToken} queryClient={queryClient} onError={onError}>
        <Probe model={model} wish={wish} options={options} works={works} see={see} />
      </DecartProvider>
    </StrictMode>
  );
  const view = render(page('a'));
  const settle = () => act(async () => {});
  return {
    works,
    getToken,
    onError,
    settle,
    get hook() {
      if (!seen) throw new Error('nothing was rendered');
      return seen;
    },
    async show(model: string, wish?: Wish) {
      view.rerender(page(model, wish));
      await settle();
    },
    async finish(nth: number, result: string) {
      works[nth]?.finish(result);
      await settle();
    },
    async fail(nth: number, error: DecartError) {
      works[nth]?.fail(error);
      await settle();
    },
  };
}

// Makes `act` wait for TanStack's notifications.
notifyManager.setScheduler(queueMicrotask);

it("counts a double click, and StrictMode's double run, as one call", async () => {
  const { works, hook, show, settle, finish } = stage();
  await show('a', { prompt: 'in an effect' });
  expect(works).toHaveLength(1);
  await finish(0, 'first');
  const results = [hook.mutateAsync({ prompt: 'x' }), hook.mutateAsync({ prompt: 'x' })];
  await settle();
  expect(works).toHaveLength(2);
  await finish(1, 'second');
  expect(await Promise.all(results)).toEqual(['second', 'second']);
});

it('calls the callbacks of the last click, as TanStack does', async () => {
  const { hook, settle, finish } = stage();
  const [first, second] = [vi.fn(), vi.fn()];
  hook.mutate({ prompt: 'x' }, { onSuccess: first });
  hook.mutate({ prompt: 'x' }, { onSuccess: second });
  await settle();
  await finish(0, 'done');
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  expect(second.mock.calls[0]?.[0]).toBe('done');
});

it("doesn't show another model’s picture: it is a separate call", async () => {
  const t = stage();
  const ofA = t.hook.mutateAsync({ prompt: 'x' });
  await t.settle();
  await t.show('b');
  expect(t.hook.status).toBe('idle');
  const ofB = t.hook.mutateAsync({ prompt: 'x' });
  await t.settle();
  expect(t.works.map(({ model }) => model)).toEqual(['a', 'b']);
  await t.finish(1, 'by b');
  await t.finish(0, 'by a');
  expect([await ofA, await ofB, t.hook.data]).toEqual(['by a', 'by b', 'by b']);
});

it('shows its result after a model was changed there and back', async () => {
  const t = stage();
  t.hook.mutate({ prompt: 'x' });
  await t.show('b');
  await t.show('a');
  t.hook.mutate({ prompt: 'x' });
  await t.settle();
  expect(t.hook.status).toBe('pending');
  await t.finish(1, 'again');
  expect(t.hook.data).toBe('again');
});

it('starts over with another model under the app’s own mutationKey', async () => {
  const t = stage({ mutationKey: ['mine'] });
  t.hook.mutate({ prompt: 'x' });
  await t.settle();
  await t.show('b');
  expect(t.hook.status).toBe('idle');
  t.hook.mutate({ prompt: 'x' });
  await t.settle();
  expect(t.works.map(({ model }) => model)).toEqual(['a', 'b']);
});

it('shows a call that is repeated after reset', async () => {
  const t = stage();
  const wish = { prompt: 'x' };
  t.hook.mutate(wish);
  await t.settle();
  t.hook.reset();
  await t.settle();
  expect(t.hook.status).toBe('idle');
  t.hook.mutate(wish);
  await t.settle();
  expect(t.hook.status).toBe('pending');
  await t.finish(1, 'again');
  await t.finish(0, 'late');
  expect(t.hook.data).toBe('again');
});

it('shows the latest call, even if the same one was made before', async () => {
  const t = stage();
  for (const prompt of ['x', 'y', 'x']) t.hook.mutate({ prompt });
  await t.settle();
  for (const [nth, { prompt }] of [...t.works.entries()].reverse()) await t.finish(nth, `${prompt} ${nth}`);
  expect(t.hook).toMatchObject({ status: 'success', data: 'x 2', variables: { prompt: 'x' } });
});

it.each(['canvas', 'video', 'img'])(
  'edits the next picture of a <%s>, although the first is still being edited',
  async (tag) => {
    const t = stage();
    const wish = { prompt: 'x', data: document.createElement(tag) };
    t.hook.mutate(wish);
    t.hook.mutate(wish);
    t.hook.mutate({ ...wish });
    await t.settle();
    expect(t.works).toHaveLength(3);
  },
);

it('runs once if it was cancelled while it waited in a scope, and then requested again', async () => {
  const t = stage({ scope: { id: 'one by one' } });
  const wish = { prompt: 'x' };
  t.hook.mutate({ prompt: 'before' });
  await t.settle();
  t.hook.mutate(wish);
  t.hook.cancel();
  t.hook.mutate(wish);
  await expect.poll(() => t.works).toHaveLength(2);
  await t.finish(1, 'paid once');
  await expect.poll(() => t.hook.data).toBe('paid once');
  expect(t.works.map(({ prompt }) => prompt)).toEqual(['before', 'x']);
});

it('calls the app’s default onError, and the provider’s too', async () => {
  const onMutationError = vi.fn();
  const onProcessError = vi.fn();
  const queryClient = new QueryClient({
    defaultOptions: { mutations: { onError: onMutationError, retry: 3 } },
  });
  const t = stage({}, queryClient);
  t.hook.mutate({ prompt: 'x' });
  await t.settle();
  const error = new DecartError('PROCESSING_ERROR', 'no');
  await t.fail(0, error);
  expect(onMutationError.mock.calls[0]?.[0]).toBe(error);
  expect(t.onError).toHaveBeenCalledExactlyOnceWith(error);
  // The default retry is meant for free requests.
  expect(t.works).toHaveLength(1);

  // Nearer ones count more.
  queryClient.setMutationDefaults(['decart'], { onError: onProcessError, retry: 1, retryDelay: 0 });
  await t.show('b');
  t.hook.mutate({ prompt: 'y' });
  await t.settle();
  await t.fail(1, error);
  await expect.poll(() => t.works).toHaveLength(3);
  await t.fail(2, error);
  expect([onProcessError.mock.calls.length, onMutationError.mock.calls.length]).toEqual([1, 1]);
});

it('continues when the network is back after its component has gone, with keepAlive', async () => {
  const t = stage({ keepAlive: true });
  onlineManager.setOnline(false);
  const result = t.hook.mutateAsync({ prompt: 'x' });
  await t.settle();
  expect(t.hook.isPaused).toBe(true);
  cleanup();
  onlineManager.setOnline(true);
  await expect.poll(() => t.works).toHaveLength(1);
  await t.finish(0, 'done');
  expect(await result).toBe('done');
});

it('accepts TanStack’s options: networkMode, gcTime', async () => {
  onlineManager.setOnline(false);
  const queryClient = new QueryClient();
  const t = stage({ networkMode: 'always', gcTime: 0 }, queryClient);
  t.hook.mutate({ prompt: 'x' });
  await t.settle();
  expect(t.works).toHaveLength(1);
  onlineManager.setOnline(true);
  await t.finish(0, 'done');
  cleanup();
  await expect.poll(() => queryClient.getMutationCache().getAll()).toEqual([]);
});

it('keeps a fresh token as long as the call runs, and renews none afterwards', async () => {
  vi.useFakeTimers();
  const t = stage();
  t.hook.mutate({ prompt: 'x' });
  await act(() => vi.advanceTimersByTimeAsync(100_000));
  expect(t.getToken).toHaveBeenCalledTimes(3);
  await t.finish(0, 'done');
  await act(() => vi.advanceTimersByTimeAsync(100_000));
  expect(t.getToken).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});
