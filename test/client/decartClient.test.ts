import { models, noopLogger } from '@decartai/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientOptions } from '../../src/client/clientCore';
import { createClientCore } from '../../src/client/createClientCore';
import { clientOf } from '../../src/client/decartClient';
import { DecartError } from '../../src/errors/DecartError';
import { type Answer, type ReceivedRequest, startServer } from '../support/httpServer';

const IMAGE = models.image('lucy-image-2');
const VIDEO = models.video('lucy-2.5');
const data = () => new Blob(['picture'], { type: 'image/png' });

let server: Awaited<ReturnType<typeof startServer>>;
/** Decart's responses, in order; the last one is repeated. */
let answers: Answer[];
/** Responses by path, which take precedence. */
let route: (request: ReceivedRequest) => Answer | undefined;

beforeEach(async () => {
  answers = [{ text: 'result' }];
  route = () => undefined;
  server = await startServer(
    (request) => route(request) ?? (answers.length > 1 ? answers.shift() : answers[0]) ?? {},
  );
});
afterEach(() => server.close());

/** A client that uses a proxy. */
const byProxy = (path = '') =>
  clientOf(createClientCore({ proxy: `${server.url}${path}`, logger: noopLogger }));

/** A client with numbered tokens against the local server. */
function byToken(options: Partial<ClientOptions> = {}) {
  const getToken = vi.fn(async () => ({ apiKey: `ek_${getToken.mock.calls.length}`, expiresIn: 60 }));
  const core = createClientCore({ getToken, baseUrl: server.url, logger: noopLogger, ...options });
  return { core, getToken, client: clientOf(core) };
}
const keys = () => server.requests.map(({ headers }) => headers['x-api-key']);
/** The same response for every request, read as JSON or as an image. */
const FITS_ALL: Answer = { text: '{"job_id":"job_1","status":"pending","id":"file_1"}' };
const unauthorized: Answer = { status: 401, json: { detail: 'Expired' } };

describe('every call', () => {
  it('carries a token, fetched once for all', async () => {
    const { client, getToken } = byToken();
    expect(getToken).not.toHaveBeenCalled();
    const [image] = await Promise.all([
      client.process({ model: IMAGE, prompt: 'oil', data: data() }),
      client.files.delete('file_1'),
    ]);
    expect(await image.text()).toBe('result');
    expect(keys()).toEqual(['ek_1', 'ek_1']);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it("goes to the SDK's URL, and names this package", async () => {
    answers = [FITS_ALL];
    const { client } = byToken({ baseUrl: `${server.url}/` });
    await client.queue.submit({ model: VIDEO, prompt: 'oil', data: data() });
    await client.queue.status('job_1');
    await client.queue.result('job_1');
    await client.files.upload(data(), { ttlSeconds: 60 });
    await client.files.get('file_1');
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/jobs/lucy-2.5',
      'GET /v1/jobs/job_1',
      'GET /v1/jobs/job_1/content',
      'POST /v1/files',
      'GET /v1/files/file_1',
    ]);
    expect(server.requests[0]?.headers['user-agent']).toMatch(/ decart-react\/\d+\.\d+\.\d+/);
  });

  it.each(['process', 'submit'] as const)(
    'that is refused as unauthorized (%s) is repeated once with a fresh token',
    async (call) => {
      answers = [unauthorized, FITS_ALL];
      const { client } = byToken();
      if (call === 'process') await client.process({ model: IMAGE, prompt: 'oil', data: data() });
      else await client.queue.submit({ model: VIDEO, prompt: 'oil', data: data() });
      expect(keys()).toEqual(['ek_1', 'ek_2']);
      expect(server.requests[1]?.body).toContain('picture');
    },
  );

  it('is not made a third time', async () => {
    answers = [unauthorized];
    const { client } = byToken();
    await expect(client.files.get('file_1')).rejects.toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    expect(keys()).toEqual(['ek_1', 'ek_2']);
  });

  it('is not repeated when anything else went wrong', async () => {
    answers = [{ status: 500, json: { detail: 'Broken' } }];
    const { client } = byToken();
    await expect(client.queue.submit({ model: VIDEO, prompt: 'oil', data: data() })).rejects.toMatchObject({
      code: 'QUEUE_SUBMIT_ERROR',
      status: 500,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('keeps a fresh token when two calls with the old one are refused', async () => {
    route = ({ headers }) => (headers['x-api-key'] === 'ek_1' ? unauthorized : FITS_ALL);
    const { client, getToken } = byToken();
    await Promise.all([client.files.get('file_1'), client.files.get('file_2'), client.files.get('file_3')]);
    expect(getToken).toHaveBeenCalledTimes(2);
  });

  it('rejects with a DecartError when there is no token', async () => {
    const { client } = byToken({ getToken: () => Promise.reject(new Error('signed out')) });
    const error = await client.files.get('file_1').catch((cause) => cause);
    expect(error).toBeInstanceOf(DecartError);
    expect(error).toMatchObject({ code: 'TOKEN_FETCH_FAILED' });
    expect(server.requests).toHaveLength(0);
  });

  it("says what is wrong when the response isn't Decart's, such as a page", async () => {
    answers = [{ text: '<!doctype html>' }];
    const { client } = byToken();
    await expect(client.files.get('file_1')).rejects.toMatchObject({
      code: 'FILES_GET_ERROR',
      message: expect.stringContaining('`proxy`'),
    });
  });

  it('reads a stream once and sends it twice if it must', async () => {
    answers = [unauthorized, { text: 'result' }];
    const { client } = byToken();
    await client.process({ model: IMAGE, prompt: 'oil', data: new Blob(['streamed']).stream() });
    expect(server.requests.map(({ body }) => body.includes('streamed'))).toEqual([true, true]);

    const spent = new Blob(['x']).stream();
    spent.getReader();
    await expect(client.process({ model: IMAGE, prompt: 'oil', data: spent })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('says in one sentence what the schema refuses, and sends nothing', async () => {
    const { client } = byToken();
    await expect(client.process({ model: IMAGE, prompt: '', data: data() })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Invalid input for lucy-image-2: "prompt" must not be empty.',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('settles at once when it is aborted, and sends nothing when it was aborted before', async () => {
    answers = [{ hang: true }];
    const { client, getToken } = byToken();
    const controller = new AbortController();
    const given = client.process({ model: IMAGE, prompt: 'oil', data: data(), signal: controller.signal });
    const rejected = expect(given).rejects.toMatchObject({ code: 'ABORTED' });
    await expect.poll(() => server.requests).toHaveLength(1);
    controller.abort('a reason of its own');
    await rejected;

    await expect(
      client.queue.submit({ model: VIDEO, prompt: 'oil', data: data(), signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
    expect(server.requests).toHaveLength(1);
    expect(getToken).toHaveBeenCalledTimes(1);
  });
});

describe('by proxy', () => {
  it('HTTP goes through the proxy, without a key', async () => {
    const client = byProxy('/api/decart/');
    await client.process({ model: IMAGE, prompt: 'oil', data: data() });
    expect(server.requests[0]?.url).toBe('/api/decart/v1/generate/lucy-image-2');
    expect(keys()).toEqual([undefined]);
    expect(client.auth.mode).toBe('proxy');
  });

  it('a 401 is final: there is no token to renew', async () => {
    answers = [unauthorized];
    const client = byProxy();
    await expect(client.files.get('file_1')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(server.requests).toHaveLength(1);
  });

  it('realtime says at once that it needs a token', async () => {
    const client = byProxy();
    const connected = client.realtime.connect(null, {
      model: models.realtime('lucy-2.5'),
      onRemoteStream() {},
    });
    await expect(connected).rejects.toMatchObject({ code: 'REALTIME_NEEDS_TOKEN' });
    await expect(client.auth.getToken()).rejects.toMatchObject({ code: 'REALTIME_NEEDS_TOKEN' });
    await expect(
      client.realtime.checkConnectivity({ deep: true, model: models.realtime('lucy-2.5') }),
    ).rejects.toMatchObject({ code: 'REALTIME_NEEDS_TOKEN' });
    expect(server.requests).toHaveLength(0);
  });

  it('a viewer connects through the proxy', async () => {
    answers = [{ status: 403, json: { detail: 'Model not permitted' } }];
    const client = byProxy('/api/decart');
    await expect(
      client.realtime.subscribe({ token: btoa('{"room_name":"room"}'), onRemoteStream() {} }),
    ).rejects.toMatchObject({ code: 'MODEL_NOT_ALLOWED', status: 403 });
    expect(server.requests[0]?.url).toBe('/api/decart/watch-stream/room');
  });

  it('with a token as well, HTTP goes through the proxy and realtime uses the token', async () => {
    answers = [{ status: 401 }];
    const { client, getToken } = byToken({ proxy: `${server.url}/api/decart` });
    expect(client.auth.mode).toBe('proxy+token');
    await client.files.get('file_1').catch(() => {});
    expect(getToken).not.toHaveBeenCalled();

    await client.realtime
      .subscribe({ token: btoa('{"room_name":"room"}'), onRemoteStream() {} })
      .catch((error) => expect(error.code).toBe('UNAUTHORIZED'));
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/decart/v1/files/file_1',
      '/watch-stream/room',
      '/watch-stream/room',
    ]);
    expect(keys()).toEqual([undefined, 'ek_1', 'ek_2']);
  });
});

it('does not touch the inputs of a call that was aborted before', async () => {
  const stream = new Blob(['x']).stream();
  const client = byProxy();
  const call = client.process({ model: IMAGE, prompt: 'oil', data: stream, signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
  expect(await new Response(stream).text()).toBe('x');
  expect(server.requests).toHaveLength(0);
});

it('sends the name of the app to Decart', async () => {
  const core = createClientCore({
    getToken: () => ({ apiKey: 'ek_1' }),
    baseUrl: server.url,
    integration: 'my-app/7',
  });
  await clientOf(core).process({ model: IMAGE, prompt: 'x', data: data() });
  expect(server.requests.at(-1)?.headers['user-agent']).toContain('my-app/7');
});

describe('realtime', () => {
  it('reports an invalid subscribe token', async () => {
    const { client } = byToken();
    await expect(client.realtime.subscribe({ token: 'x', onRemoteStream() {} })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

it("doesn't show the token when the client is inspected", async () => {
  answers = [FITS_ALL];
  const { client, core } = byToken();
  await client.files.get('file_1');
  expect(JSON.stringify([client, core])).not.toContain('ek_');
  expect(await client.auth.getToken()).toMatchObject({ apiKey: 'ek_1' });
});

it('is the same object for everyone who asks', () => {
  const { core, client } = byToken();
  expect(clientOf(core)).toBe(client);
});
