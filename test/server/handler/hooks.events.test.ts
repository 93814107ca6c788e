import { describe, expect, it, vi } from 'vitest';
import { createTokenHandler } from '../../../src/server';
import { eventually } from '../support/eventually';
import { logged } from '../support/ownDecart';
import { events, never, post, start } from './startHandler';

describe('events', () => {
  it('keep the runtime alive from the beginning of the request to the end of `onEvent`', async () => {
    const order: string[] = [];
    const app = await start(createTokenHandler, {
      async onEvent() {
        await new Promise((resolve) => setTimeout(resolve, 50));
        order.push('event sent');
      },
      waitUntil: (promise: Promise<unknown>, request: Request) => {
        order.push(`waits for ${request.method}`);
        promise.then(() => order.push('may stop'));
      },
    });
    expect((await post(app, '/token')).status).toBe(200);
    await eventually(() => expect(order).toEqual(['waits for POST', 'event sent', 'may stop']));
  });

  it('do not keep the runtime alive forever, and do not break it', async () => {
    for (const onEvent of [never, () => Promise.reject(new Error('no table'))]) {
      const waited = vi.fn();
      const app = await start(createTokenHandler, {
        onEvent,
        waitUntil: (promise: Promise<unknown>) => promise.then(waited),
        timeouts: { hooks: 100 },
      });
      expect((await post(app, '/token')).status).toBe(200);
      await eventually(() => expect(waited).toHaveBeenCalledOnce());
    }
    expect(logged.join()).toContain("`onEvent` didn't finish within 100 ms");
    expect(logged.join()).toContain('no table');
  });

  it('are sent even if `waitUntil` fails', async () => {
    for (const waitUntil of [
      () => {
        throw new Error('outside of a request');
      },
      () => Promise.reject(new Error('outside of a request')),
    ]) {
      events.length = 0;
      const app = await start(createTokenHandler, { waitUntil });
      expect((await post(app, '/token')).status).toBe(200);
      await eventually(() => expect(events).toHaveLength(1));
      expect(logged.join()).toContain('outside of a request');
    }
  });
});
