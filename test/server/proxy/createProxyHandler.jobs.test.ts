import { describe, expect, it } from 'vitest';
import { createProxyHandler } from '../../../src/server';
import { KEY } from '../support/decart';
import { decart } from '../support/ownDecart';
import { ask, createHandler, form, post } from './userProxy';

describe('jobs', () => {
  const submit = async (handler = createHandler(), user = 'ada'): Promise<string> =>
    (await (await handler(post('/v1/jobs/lucy-2.5', form(), user))).json()).job_id;

  it('belong to the user who submitted them', async () => {
    const handler = createHandler();
    const job = await submit();
    expect((await handler(ask(`/v1/jobs/${job}`))).status).toBe(200);
    expect((await handler(ask(`/v1/jobs/${job}/content`))).status).toBe(200);
    decart.received.length = 0;
    expect((await handler(ask(`/v1/jobs/${job}`, {}, 'bob'))).status).toBe(404);
    expect((await handler(ask(`/v1/jobs/${job}/content`, {}, 'bob'))).status).toBe(404);
    expect(decart.received).toEqual([]);
  });

  it("can't be guessed, nor used by Decart's own id", async () => {
    const handler = createHandler();
    const job = await submit();
    const [id = '', signature = ''] = job.split('.');
    decart.received.length = 0;
    for (const other of [
      id,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      `${id}x.${signature}`,
      `.${signature}`,
      `${job}A`,
    ]) {
      expect((await handler(ask(`/v1/jobs/${other}`))).status, other).toBe(404);
    }
    expect(decart.received).toEqual([]);
  });

  it("have a signed id, whatever type Decart's response declares", async () => {
    decart.next((request, response) => {
      request.resume();
      response.end('{"job_id":"job_1"}');
    });
    expect(await submit()).toMatch(/^job_1\.[\w-]{43}$/);
  });

  it('keep their id while they are waited for', async () => {
    const job = await submit();
    const status = await (await createHandler()(ask(`/v1/jobs/${job}`))).json();
    expect(status).toEqual({ job_id: job, status: 'processing' });
  });

  it('are known to every server with the same key or secret, and to no other', async () => {
    const job = await submit(createHandler({ jobSecret: 'one of these secrets' }));
    expect((await createHandler({ jobSecret: 'one of these secrets' })(ask(`/v1/jobs/${job}`))).status).toBe(
      200,
    );
    expect((await createHandler({ jobSecret: 'two of these secrets' })(ask(`/v1/jobs/${job}`))).status).toBe(
      404,
    );
    expect((await createHandler()(ask(`/v1/jobs/${job}`))).status).toBe(404);
  });

  it("have Decart's id if users have none", async () => {
    const handler = createProxyHandler({ authorize: 'public', apiKey: KEY, baseUrl: decart.url });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect(job_id).toMatch(/^job_[\w-]{36}$/);
    expect((await handler(ask(`/v1/jobs/${job_id}`))).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['a string', 'ada'],
    ['a number', 7],
    ['an object with a number', { id: 7 }],
    ['a row of a session, which names its user', { userId: 'ada', expires: '' }],
    ['the claims of a token', { sub: 'ada', email: 'ada@example.com' }],
    ['a document', { _id: 'ada' }],
  ])('are signed for a user that is %s', async (_, user) => {
    const handler = createProxyHandler({ authorize: () => user, apiKey: KEY, baseUrl: decart.url });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect(job_id).toContain('.');
  });

  it("have Decart's id if the app says that its users have none", async () => {
    const handler = createHandler({ getUserId: () => undefined, allowUsersWithoutId: true });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect(job_id).toMatch(/^job_[\w-]{36}$/);
  });

  it('are signed for the id that `getUserId` returns', async () => {
    const handler = createProxyHandler({
      authorize: () => ({ sub: 'ada' }),
      getUserId: ({ sub }) => sub,
      apiKey: KEY,
      baseUrl: decart.url,
    });
    const { job_id } = await (await handler(post('/v1/jobs/lucy-2.5'))).json();
    expect((await createHandler()(ask(`/v1/jobs/${job_id}`))).status).toBe(200);
  });
});
