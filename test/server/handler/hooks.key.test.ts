import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProxyHandler } from '../../../src/server';
import { KEY } from '../support/decart';
import { decart, logged } from '../support/ownDecart';
import { common, post, start } from './startHandler';

describe('the key', () => {
  it('may differ for each request', async () => {
    const app = await start(createProxyHandler, {
      apiKey: async (request: Request) => (request.headers.get('x-tenant') === 'one' ? KEY : undefined),
    });
    expect((await post(app, '/v1/jobs/lucy-2.5', { headers: { 'x-tenant': 'one' } })).status).toBe(200);
    expect(decart.last().headers['x-api-key']).toBe(KEY);
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(logged.join()).toContain('has no Decart API key');
  });

  it('from a function stays out of the log and out of responses, whatever it looks like', async () => {
    const plain = 'a-key-that-looks-like-none';
    const app = await start(createProxyHandler, {
      apiKey: () => plain,
      allowCall: () => {
        throw new Error(`refused ${plain}`);
      },
    });
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(logged.join()).toContain('refused');
    expect(logged.join()).not.toContain(plain);
  });

  it.each([5, {}, true])('that is missing or invalid is a 500, and a line in the log: %j', async (key) => {
    const app = await start(createProxyHandler, { apiKey: () => key });
    expect((await post(app, '/v1/jobs/lucy-2.5')).status).toBe(500);
    expect(logged.join()).toContain("which isn't a key");
  });

  it('that may not be read from the environment is a line in the log', async () => {
    // As in Deno without `--allow-env`.
    vi.stubGlobal('process', {
      ...process,
      env: new Proxy(
        {},
        {
          get() {
            throw new Error('Requires env access to "DECART_API_KEY".');
          },
        },
      ),
    });
    onTestFinished(() => void vi.unstubAllGlobals());
    const handler = createProxyHandler({ ...common(), apiKey: undefined });
    const response = await handler(
      new Request('http://app.example/api/decart/v1/jobs/lucy-2.5', { method: 'POST' }),
    );
    expect(response.status).toBe(500);
    expect(logged.join()).toContain(
      "This server isn't allowed to read the environment variable DECART_API_KEY",
    );
    expect(logged.join()).toContain('Requires env access');
  });
});
