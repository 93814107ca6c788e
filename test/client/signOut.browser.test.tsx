import { models } from '@decartai/sdk';
import { describe, expect, test } from 'vitest';
import { renderUsers, type UsersOptions } from '../support/renderUsers';
import { publish } from '../support/renderViewer';

type Users = Awaited<ReturnType<typeof renderUsers>>;

interface Middle {
  options?: () => Promise<UsersOptions>;
  /** Ann starts something, and this resolves while it is running. */
  begin(users: Users): Promise<unknown>;
  /** Everything that the service withheld arrives. */
  release?(users: Users): void;
  /** An action that takes longer than the current one. @defaultValue 'image' */
  lasts?: 'video';
  /** Bob does the same. */
  again(users: Users): unknown;
}

const poll = (read: () => unknown) => expect.poll(read, { interval: 5 });
const startsWith = (users: Users, path: string) =>
  users.sandbox.requests.some((each) => each.path.startsWith(path));
const start = (users: Users) => void users.page.stream.start();

const MIDDLES: Record<string, Middle> = {
  'a token fetch': {
    async begin(users) {
      users.sandbox.hold('token');
      start(users);
      await poll(() => users.sandbox.waitingAt('token')).toBe(1);
    },
    release: ({ sandbox }) => sandbox.reset(),
    again: start,
  },
  'a connect': {
    async begin(users) {
      users.sandbox.hold('media');
      start(users);
      await poll(() => users.sandbox.waitingAt('media')).toBe(1);
    },
    release: ({ sandbox }) => sandbox.reset(),
    again: start,
  },
  'a queue': {
    async begin(users) {
      users.sandbox.queue(5, { intervalMs: 60_000 });
      start(users);
      await poll(() => users.page.stream.status).toBe('queued');
    },
    release: ({ sandbox }) => sandbox.reset(),
    again: start,
  },
  'a live session': {
    async begin(users) {
      start(users);
      await poll(() => users.page.stream.status).toBe('generating');
    },
    again: start,
  },
  'a reconnect': {
    async begin(users) {
      start(users);
      await poll(() => users.page.stream.status).toBe('generating');
      users.sandbox.hold('signaling');
      users.sandbox.closeSignaling(1006);
      await poll(() => users.sandbox.waitingAt('signaling')).toBe(1);
    },
    release: ({ sandbox }) => sandbox.reset(),
    again: start,
  },
  'a viewer': {
    options: publish,
    async begin(users) {
      void users.page.viewer.start();
      await poll(() => users.page.viewer.status).toBe('connected');
    },
    again: (users) => void users.page.viewer.start(),
  },
  'an upload': {
    async begin(users) {
      users.sandbox.delayRequests(300);
      users.upload();
      await poll(() => startsWith(users, '/v1/files')).toBe(true);
    },
    again: (users) => users.upload(),
  },
  'an edit': {
    async begin(users) {
      users.sandbox.delayRequests(300);
      users.edit();
      await poll(() => startsWith(users, '/v1/generate')).toBe(true);
    },
    again: (users) => users.edit(),
  },
  'a poll': {
    async begin(users) {
      users.sandbox.holdJobs();
      users.submit();
      await poll(() => startsWith(users, '/v1/jobs/')).toBe(true);
      await poll(
        () => users.sandbox.requests.filter(({ method }) => method === 'GET').length,
      ).toBeGreaterThan(0);
    },
    release: ({ sandbox }) => sandbox.releaseJobs(),
    lasts: 'video',
    again: (users) => users.submit(),
  },
  'a download': {
    async begin(users) {
      users.submit();
      await poll(() => {
        users.sandbox.delayRequests(200);
        return users.sandbox.requests.some(({ path }) => path.endsWith('/content'));
      }).toBe(true);
    },
    again: (users) => users.submit(),
  },
  'a 401 retry': {
    async begin(users) {
      await users.page.client.auth.getToken();
      users.sandbox.revokeTokens();
      users.sandbox.delayRequests(300);
      users.upload();
      await poll(() => startsWith(users, '/v1/files')).toBe(true);
    },
    again: (users) => users.upload(),
  },
};

/** Nothing of Ann's is left, and her token isn't used. */
async function expectNothingOfAnn(users: Users, requests: number) {
  const { page } = users;
  expect(page.stream).toMatchObject({
    status: 'idle',
    remoteStream: null,
    localStream: null,
    sessionId: null,
  });
  expect(page.viewer).toMatchObject({ status: 'idle', remoteStream: null });
  for (const call of [page.clip, page.edit, page.upload]) {
    expect(call).toMatchObject({ status: 'idle', data: undefined, error: null });
  }
  await expect.poll(() => users.openOf('ann')).toBe(0);
  expect(users.requestsOf('ann')).toBe(requests);
  expect(users.cached()).toEqual([]);
}

describe.each(Object.entries(MIDDLES))('signing out during %s', (_what, middle) => {
  test('ends it, and the next user does it with their own token', async () => {
    const users = await renderUsers(await middle.options?.());
    await middle.begin(users);
    const requests = users.requestsOf('ann');

    users.signIn('bob');
    middle.release?.(users);
    await users.elsewhere(middle.lasts ?? 'image');
    await expectNothingOfAnn(users, requests);
    expect(users.results.filter((each) => each !== 'ann: ABORTED')).toEqual([]);
    expect(users.openOf('bob')).toBe(0);

    const before = users.sandbox.requests.length + users.sandbox.sessions.length;
    users.sandbox.delayRequests(0);
    middle.again(users);
    await expect
      .poll(() => users.sandbox.requests.length + users.sandbox.sessions.length)
      .toBeGreaterThan(before);
    expect(users.mixedUp()).toEqual([]);
    const bobs = [...users.sandbox.requests, ...users.sandbox.sessions].filter(
      ({ apiKey }) => users.owners.get(apiKey) === 'bob',
    );
    expect(bobs.length).toBeGreaterThan(0);
  });
});

test('signOut() does the same without a prop, and the hooks can be used again', async () => {
  const users = await renderUsers();
  await users.page.stream.start();
  users.upload();
  await expect.poll(() => users.results).toEqual(['ann: done']);
  const { client } = users.page;
  const requests = users.requestsOf('ann');
  const [camera] = users.page.stream.localStream?.getVideoTracks() ?? [];

  client.auth.signOut();
  expect(camera?.readyState).toBe('ended');
  await expect.poll(() => users.page.stream.status).toBe('idle');
  await expectNothingOfAnn(users, requests);
  await expect(client.auth.getToken()).rejects.toMatchObject({ code: 'ABORTED' });
  await expect(client.files.get('file_1')).rejects.toMatchObject({ code: 'ABORTED' });

  expect(users.page.client).not.toBe(client);
  await users.page.stream.start();
  expect(users.openOf('ann')).toBe(1);
  expect(users.sandbox.tokenRequests).toBe(2);
});

test('calls made with the client itself end, too', async () => {
  const users = await renderUsers();
  const { client } = users.page;
  const session = await client.realtime.connect(null, {
    model: models.realtime('lucy-2.5'),
    onRemoteStream() {},
  });
  users.sandbox.delayRequests(300);
  const upload = client.files.upload(new File(['x'], 'ann.png', { type: 'image/png' }));
  const result = upload.then(
    () => 'uploaded',
    (error) => error.code,
  );
  await poll(() => startsWith(users, '/v1/files')).toBe(true);
  users.signIn('bob');
  expect(await result).toBe('ABORTED');
  expect(session.getConnectionState()).toBe('disconnected');
  await expect.poll(() => users.openOf('ann')).toBe(0);
});

test('signing out and in, even without a new user, starts each `autoStart` once', async () => {
  const users = await renderUsers({ autoStart: true });
  for (const user of ['bob', undefined, 'ann']) {
    await expect.poll(() => users.page.stream.status).toBe('generating');
    users.signIn(user);
  }
  await expect.poll(() => users.page.stream.status).toBe('generating');
  expect(users.sandbox.sessions.map(({ prompt, apiKey }) => [prompt, users.owners.get(apiKey)])).toEqual([
    ['ann', 'ann'],
    ['bob', 'bob'],
    ['nobody', 'nobody'],
    ['ann', 'ann'],
  ]);
  await expect.poll(() => users.sandbox.sessions.filter(({ open }) => open)).toHaveLength(1);
});

test("the app's own data in the same cache stays", async () => {
  const users = await renderUsers();
  users.queryClient.setQueryData(['mine'], 1);
  users.signIn('bob');
  expect(users.queryClient.getQueryData(['mine'])).toBe(1);
});
