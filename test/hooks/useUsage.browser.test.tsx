import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import { type UseRealtimeStreamResult, useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { useUsage } from '../../src/hooks/useUsage';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { createSandbox } from '../../src/sandbox';
import type { Usage } from '../../src/usage/sessionUsage';
import type { UsageTotals } from '../../src/usage/usageMeter';

interface Page {
  stream: UseRealtimeStreamResult;
  usage: UsageTotals;
}

function Meter({ onPage }: { onPage(page: Page): void }) {
  const stream = useRealtimeStream({ model: 'lucy-2.5', input: { width: 160, height: 90 } });
  onPage({ stream, usage: useUsage() });
  return <video {...stream.videoProps} />;
}

function renderMeter() {
  const sandbox = createSandbox();
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const reports: Usage[] = [];
  let page: Page | undefined;
  flushSync(() =>
    root.render(
      <StrictMode>
        <DecartProvider {...sandbox.providerProps} onUsage={(usage) => reports.push(usage)}>
          <Meter
            onPage={(next) => {
              page = next;
            }}
          />
        </DecartProvider>
      </StrictMode>,
    ),
  );
  onTestFinished(() => {
    root.unmount();
    container.remove();
    sandbox.dispose();
  });
  return {
    sandbox,
    reports,
    get page() {
      if (!page) throw new Error('not rendered');
      return page;
    },
    /** What the service billed. */
    billed: () => sandbox.sessions.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

test('usage adds up to what is billed, through three reconnects, a stop, a second start and a page that closes', {
  tags: ['long'],
}, async () => {
  const view = renderMeter();
  const { sandbox, reports } = view;
  await view.page.stream.start();
  const latest = () => sandbox.sessions.at(-1)?.seconds ?? 0;
  for (let losses = 0; losses < 3; losses++) {
    await expect.poll(latest).toBeGreaterThanOrEqual(losses + 1);
    const sessions = sandbox.sessions.length;
    sandbox.closeSignaling(1006);
    await expect.poll(() => sandbox.sessions.length).toBe(sessions + 1);
  }
  await expect.poll(latest).toBeGreaterThanOrEqual(5);
  const [first] = sandbox.sessions;
  expect(reports).toMatchObject([{ sessionId: first?.id, sessionSeconds: 10, final: false }]);
  await view.page.stream.stop();
  const afterStop = view.billed();
  expect(reports).toHaveLength(2);
  expect(reports[1]).toMatchObject({ sessionId: first?.id, final: true });
  expect(Math.abs((reports[1]?.sessionSeconds ?? 0) - afterStop)).toBeLessThanOrEqual(1);

  await view.page.stream.start();
  await expect.poll(latest).toBeGreaterThanOrEqual(2);
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
  // Before the page is gone.
  expect(reports).toHaveLength(3);
  expect(reports[2]).toMatchObject({ sessionId: sandbox.sessions.at(-1)?.id, final: true });
  expect(Math.abs((reports[2]?.totalSeconds ?? 0) - view.billed())).toBeLessThanOrEqual(1);
  await expect.poll(() => view.page.usage.totalSeconds).toBe(reports[2]?.totalSeconds);
  expect(view.page.usage.sessionSeconds).toBe(reports[2]?.sessionSeconds);
});
