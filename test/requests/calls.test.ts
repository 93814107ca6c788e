import { expect, it, vi } from 'vitest';
import { type Call, createCalls } from '../../src/requests/calls';

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const { signal } = new AbortController();

function setUp(endsWithHook: (call: Call) => boolean = () => true) {
  const calls = createCalls<{ prompt: string }, string>('a', signal, endsWithHook);
  const work = vi.fn((call: Call) => {
    call.sent = true;
    return new Promise<string>(() => {});
  });
  const start = (prompt: string) => {
    const result = calls.start({ prompt }, (variables) => calls.run(variables, work));
    result.catch(() => {});
    return result;
  };
  return { calls, work, start };
}

it('joins the same request, and forgets it when it is done', async () => {
  const calls = createCalls<{ prompt: string }, string>('a', signal, () => true);
  const { promise, resolve } = deferred<string>();
  const mutate = vi.fn(() => promise);
  const first = calls.start({ prompt: 'a' }, mutate);
  expect(calls.start({ prompt: 'a' }, mutate)).toBe(first);
  resolve('done');
  expect(await first).toBe('done');
  calls.start({ prompt: 'a' }, mutate);
  expect(mutate).toHaveBeenCalledTimes(2);
});

it('joins only the call that is shown: not another request, another subject, or a forgotten one', () => {
  const { calls, start } = setUp();
  const results = new Set([start('a'), start('b'), start('a')]);
  expect(calls.setSubject('a', signal)).toBe(false);
  results.add(start('a'));
  expect(results.size).toBe(3);
  expect(calls.setSubject('another', signal)).toBe(true);
  results.add(start('a'));
  calls.forget();
  results.add(start('a'));
  expect(results.size).toBe(5);
});

it('rejects all running calls when it is cancelled', async () => {
  const { calls, start } = setUp();
  const both = [start('a'), start('b')];
  calls.cancel();
  for (const result of both) await expect(result).rejects.toMatchObject({ code: 'ABORTED' });
});

it('does not run a call that was cancelled while it waited', async () => {
  const { calls, work } = setUp();
  const variables = { prompt: 'a' };
  const { promise: network, resolve: goOnline } = deferred<void>();
  const paused = calls.start(variables, (own) => network.then(() => calls.run(own, work)));
  calls.cancel();
  await expect(paused).rejects.toMatchObject({ code: 'ABORTED' });
  goOnline();
  await Promise.resolve();
  expect(work).not.toHaveBeenCalled();
});

it('runs once if it was cancelled while it waited, and then requested again', async () => {
  const { calls, work } = setUp();
  const variables = { prompt: 'a' };
  const { promise: pause, resolve: wake } = deferred<void>();
  const ghost = calls.start(variables, (own) => pause.then(() => calls.run(own, work)));
  calls.cancel();
  await expect(ghost).rejects.toMatchObject({ code: 'ABORTED' });
  calls.start(variables, (own) => calls.run(own, work)).catch(() => {});
  wake();
  await expect.poll(() => work).toHaveBeenCalledOnce();
  await Promise.resolve();
  expect(work).toHaveBeenCalledOnce();
});

it('cancels with the hook the calls that end with it, but not in StrictMode’s second mount', async () => {
  const { calls, start } = setUp((call) => !call.sent);
  const mount = () =>
    calls.retain(
      () => new Promise(() => {}),
      () => {},
    );
  const release = mount();
  const sent = start('sent');
  const waiting = calls.start({ prompt: 'waiting' }, () => new Promise<string>(() => {}));
  const outcome = vi.fn();
  waiting.catch(outcome);
  sent.catch(outcome);
  release();
  const releaseAgain = mount();
  await Promise.resolve();
  expect(outcome).not.toHaveBeenCalled();
  releaseAgain();
  await expect.poll(() => outcome).toHaveBeenCalledOnce();
});

it('shows the job of the latest call', async () => {
  const { calls, work, start } = setUp();
  const listener = vi.fn();
  calls.subscribe(listener);
  start('a');
  await expect.poll(() => work).toHaveBeenCalledOnce();
  const job = { id: 'job_1', status: 'pending' as const, since: 0, until: null };
  work.mock.calls[0]?.[0].setJob(job);
  expect(calls.getJob()).toEqual(job);
  expect(listener).toHaveBeenCalled();
  start('b');
  expect(calls.getJob()).toBeNull();
  calls.forget();
  expect(calls.getJob()).toBeNull();
});
