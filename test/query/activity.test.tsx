// @vitest-environment jsdom
import { notifyManager } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import * as React from 'react';
import { expect, it, vi } from 'vitest';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { type CallResult, useCalls } from '../../src/query/useCalls';
import { useDecartQueryClient } from '../../src/query/useDecartQueryClient';
import type { Call } from '../../src/requests/calls';

type Hook = CallResult<string, string, unknown>;

interface ProbeProps {
  work: (call: Call) => Promise<string>;
  endsWithHook: (call: Call) => boolean;
  onSuccess: (result: string) => void;
  see: (hook: Hook) => void;
}

function Probe({ work, endsWithHook, onSuccess, see }: ProbeProps) {
  const key = ['decart', 'a'];
  const { result } = useCalls<string, string, unknown>(
    useDecartQueryClient(),
    key,
    (_core, _variables, call) => work(call),
    endsWithHook,
    { onSuccess },
  );
  see(result);
  return null;
}

/** A tab that is shown and hidden, as with React's <Activity>. */
function stage(work: ProbeProps['work'], endsWithHook: ProbeProps['endsWithHook']) {
  const seen: Hook[] = [];
  const onSuccess = vi.fn();
  const see = (hook: Hook) => void seen.push(hook);
  const page = (mode: 'visible' | 'hidden') => (
    <React.StrictMode>
      <DecartProvider getToken={() => ({ apiKey: 'ek_1' })}>
        <React.Activity mode={mode}>
          <Probe work={work} endsWithHook={endsWithHook} onSuccess={onSuccess} see={see} />
        </React.Activity>
      </DecartProvider>
    </React.StrictMode>
  );
  const view = render(page('visible'));
  const turn = async (mode: 'visible' | 'hidden') => {
    view.rerender(page(mode));
    await act(async () => {});
  };
  return {
    onSuccess,
    hook() {
      const latest = seen.at(-1);
      if (!latest) throw new Error('nothing was rendered');
      return latest;
    },
    act: (doing: () => void) => act(async () => doing()),
    hide: () => turn('hidden'),
    show: () => turn('visible'),
  };
}

// Makes `act` wait for TanStack's notifications.
notifyManager.setScheduler(queueMicrotask);
// Before 19.2 there is no <Activity>.
const inTab = it.skipIf(!('Activity' in React));

inTab(
  'is idle, not in error, in a tab that comes back after it was hidden before anything was sent',
  async () => {
    const t = stage(
      () => new Promise(() => {}),
      (call) => !call.sent,
    );
    await t.act(() => t.hook().mutate('x'));
    expect(t.hook().status).toBe('pending');
    await t.hide();
    await t.show();
    expect(t.hook()).toMatchObject({ status: 'idle', error: null });
  },
);

inTab('continues to poll its job in a tab that comes back, and submits no other', async () => {
  const seen: (string | undefined)[] = [];
  let finish = (_result: string) => {};
  const t = stage(
    (call) => {
      seen.push(call.job?.id);
      call.sent = true;
      if (!call.job) call.setJob({ id: 'job_1', status: 'processing', since: 0, until: null });
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    () => true,
  );
  await t.act(() => t.hook().mutate('x'));
  await t.hide();
  await t.show();
  expect(t.hook().status).toBe('pending');
  await t.act(() => finish('video'));
  expect(seen).toEqual([undefined, 'job_1']);
  expect(t.hook()).toMatchObject({ status: 'success', data: 'video', variables: 'x' });
  expect(t.onSuccess).toHaveBeenCalledOnce();
});

inTab('shows what was finished while the tab was hidden', async () => {
  let finish = (_result: string) => {};
  const t = stage(
    (call) => {
      call.sent = true;
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    (call) => !call.sent,
  );
  await t.act(() => t.hook().mutate('x'));
  await t.hide();
  await t.act(() => finish('image'));
  await t.show();
  expect(t.hook()).toMatchObject({ status: 'success', data: 'image' });
});
