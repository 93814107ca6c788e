import { expect, it } from 'vitest';
import { isActive, type RealtimeStatus } from '../../src/realtime/machine';
import { createStore } from '../../src/store/store';
import { reportSessionUsage, type Usage } from '../../src/usage/sessionUsage';
import { createUsageMeter } from '../../src/usage/usageMeter';

function setUp(meter = createUsageMeter()) {
  const seconds = createStore(0);
  const session = createStore<{
    status: RealtimeStatus;
    sessionId: string | null;
    ended: { seconds: number } | null;
  }>({ status: 'idle', sessionId: null, ended: null });
  const reports: Usage[] = [];
  reportSessionUsage({
    meter,
    session,
    isActive: () => isActive(session.getSnapshot().status),
    seconds,
    onUsage: (usage) => reports.push(usage),
  });
  return {
    meter,
    reports,
    start(sessionId: string) {
      seconds.set(0);
      session.set({ status: 'generating', sessionId, ended: null });
    },
    reconnect: (sessionId: string) => session.set({ status: 'generating', sessionId, ended: null }),
    pass(count: number) {
      for (let index = 0; index < count; index++) seconds.set(seconds.getSnapshot() + 1);
    },
    end: (ended: { seconds: number } | null = null) =>
      session.set({ status: ended ? 'ended' : 'idle', sessionId: null, ended }),
  };
}

it('reports every ten seconds and at the end, under one id through reconnects', () => {
  const { reports, start, pass, reconnect, end } = setUp();
  start('a');
  pass(15);
  reconnect('b');
  pass(10);
  end();
  expect(reports).toEqual([
    { sessionId: 'a', sessionSeconds: 10, totalSeconds: 10, final: false },
    { sessionId: 'a', sessionSeconds: 20, totalSeconds: 20, final: false },
    { sessionId: 'a', sessionSeconds: 25, totalSeconds: 25, final: true },
  ]);
});

it('adds up all starts of all sessions', () => {
  const first = setUp();
  const second = setUp(first.meter);
  first.start('a');
  second.start('b');
  first.pass(5);
  second.pass(7);
  expect(first.meter.totalsStore.getSnapshot()).toEqual({ sessionSeconds: 7, totalSeconds: 12 });
  first.end();
  second.end();
  first.start('c');
  first.pass(1);
  expect(first.meter.totalsStore.getSnapshot()).toEqual({ sessionSeconds: 1, totalSeconds: 13 });
  expect(first.reports.at(-1)).toEqual({ sessionId: 'a', sessionSeconds: 5, totalSeconds: 12, final: true });
});

it('a start that replaces another one, as with another model, ends that one', () => {
  const { reports, start, pass } = setUp();
  start('a');
  pass(4);
  start('b');
  pass(10);
  expect(reports).toEqual([
    { sessionId: 'a', sessionSeconds: 4, totalSeconds: 4, final: true },
    { sessionId: 'b', sessionSeconds: 10, totalSeconds: 14, final: false },
  ]);
});

it('believes the service about the length of the session', () => {
  const { reports, start, pass, end } = setUp();
  start('a');
  pass(4);
  end({ seconds: 4.7 });
  expect(reports).toEqual([{ sessionId: 'a', sessionSeconds: 4.7, totalSeconds: 4.7, final: true }]);
});

it('a session without a second of video is not reported', () => {
  const { reports, start, end } = setUp();
  start('a');
  end({ seconds: 0 });
  expect(reports).toEqual([]);
});
