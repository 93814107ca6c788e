import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderUsers } from '../support/renderUsers';

const ACTIONS = [
  'start',
  'stop',
  'edit',
  'upload',
  'submit',
  'signOut',
  'revoke',
  'expire',
  'lose',
  'wait',
] as const;
const USERS = ['ann', 'bob', undefined];

const action = fc.oneof(
  fc.record({ do: fc.constantFrom(...ACTIONS), ms: fc.constantFrom(0, 0, 20, 150) }),
  fc.record({
    do: fc.constant('signIn' as const),
    user: fc.constantFrom(...USERS),
    ms: fc.constantFrom(0, 20),
  }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
type Users = Awaited<ReturnType<typeof renderUsers>>;

function act(users: Users, next: Action) {
  const { page, sandbox } = users;
  switch (next.do) {
    case 'signIn':
      return users.signIn(next.user);
    case 'start':
      return void page.stream.start();
    case 'stop':
      return void page.stream.stop();
    case 'edit':
    case 'upload':
    case 'submit':
      return users[next.do]();
    case 'signOut':
      return page.client.auth.signOut();
    case 'revoke':
      return sandbox.revokeTokens();
    case 'expire':
      return sandbox.expireTokens();
    case 'lose':
      return sandbox.closeSignaling(1006);
    case 'wait':
      return;
  }
}

test("whatever people do, in whatever order, no user's work uses another user's token", async () => {
  async function play(sequence: Action[]) {
    const users = await renderUsers();
    users.sandbox.delayRequests(40);
    for (const next of sequence) {
      act(users, next);
      if (next.ms > 0) await new Promise((resolve) => setTimeout(resolve, next.ms));
    }
    users.signIn('the last one');
    const owners = [...new Set(users.owners.values())];
    const requests = owners.map(users.requestsOf);
    await users.elsewhere('image');
    expect(users.mixedUp()).toEqual([]);
    expect(users.cached()).toEqual([]);
    expect(owners.map(users.requestsOf)).toEqual(requests);
    await expect.poll(() => users.sandbox.sessions.filter(({ open }) => open)).toEqual([]);
    users.leave();
    users.sandbox.dispose();
  }

  const anyOrder = fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 14 }), play);
  await fc.assert(anyOrder, { numRuns: 12, endOnFailure: true });
});
