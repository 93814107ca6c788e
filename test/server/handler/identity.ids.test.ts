import { describe, expect, it } from 'vitest';
import { decart, logged } from '../support/ownDecart';
import { startProxy } from './startHandler';

describe('an id that two people could have is answered with 500, and the log says what to pass', () => {
  const bytes = [1, 255];
  class Named {
    readonly secret = 'ada';
    toString() {
      return 'Named';
    }
  }
  class Hex extends Named {
    toHexString() {
      return '00';
    }
  }
  class Tagged {
    get [Symbol.toStringTag]() {
      return 'User';
    }
  }
  it.each<[string, unknown, RegExp]>([
    ['a Buffer', Buffer.from(bytes), /binary data: pass its text/],
    ['an Uint8Array', new Uint8Array(bytes), /binary data/],
    ['an ArrayBuffer', new Uint8Array(bytes).buffer, /binary data/],
    ['a DataView', new DataView(new ArrayBuffer(2)), /binary data/],
    ['a number above 2^53', JSON.parse('9007199254740993'), /above 2\^53.*a string or a bigint/],
    ['a number below -2^53', -1e20, /above 2\^53/],
    ['an object whose class has the same text for all', new Named(), /`toString` returns the same/],
    ['an object whose class has the same hex for all', new Hex(), /`toHexString` returns the same/],
    ['an object with a tag', new Tagged(), /type object/],
    ['an object of an object', { toString: () => 'user-[object Object]' }, /type object/],
    ['a text of an object', 'user-[object Object]', /"user-\[object Object\]"/],
    ['a Boolean', new Boolean(false), /type object/],
    ['a boxed number', new Number(1), /type object/],
    ['a boxed symbol', Object(Symbol('ada')), /type object/],
    ['a pattern', /ada/, /type object/],
    ['a Map', new Map([['id', 'ada']]), /type object/],
    ['half a character', 'a\ud83d', /well-formed/],
    ['spaces', '  ', /" {2}"/],
  ])('%s', async (_, id, says) => {
    for (const options of [
      { authorize: () => ({ id }) },
      { authorize: () => ({ _id: id, allowed: true }) },
      { authorize: () => ({ name: 'x' }), getUserId: () => id },
    ]) {
      logged.length = 0;
      const { submit } = await startProxy({ ...options, allowUsersWithoutId: true });
      expect((await submit()).status).toBe(500);
      expect(logged.join().replaceAll('\\"', '"')).toMatch(says);
    }
    expect(decart.received).toEqual([]);
  });

  it('even beside another id', async () => {
    const { submit } = await startProxy({ authorize: () => ({ id: Buffer.from(bytes), sub: 'ada' }) });
    expect((await submit()).status).toBe(500);
    expect(logged.join()).toContain('a user whose `id` is binary data');
  });
});

describe('users that cannot be told apart are answered with 500, and the log says what to do', () => {
  it.each<[string, unknown]>([
    ['true', true],
    ['an address alone', { name: 'Ada', email: 'ada@example.com' }],
    ['an id that is an object', { id: {} }],
    ['an id that is a list', { id: ['ada'] }],
    ["an id that isn't a number", { id: Number.NaN }],
    ['an endless id', { id: Number.POSITIVE_INFINITY }],
    ['an id that was a missing one', { id: 'undefined' }],
    ['an id that was an object', { id: '[object Object]' }],
    ['an id that is a promise', { id: Promise.resolve('ada') }],
    ['an id that is an answer', { id: new Response() }],
    ['an id that is a date', { id: new Date(0) }],
    ['an id that is a function', { id: () => 'ada' }],
    ['an id that is a symbol', { id: Symbol('ada') }],
    ['an empty id', { id: '' }],
    ['no id', { role: 'member' }],
  ])('%s', async (_, user) => {
    const { submit } = await startProxy({ authorize: () => user });
    const response = await submit();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/getUserId|ada/);
    expect(logged.join()).toMatch(/createProxyHandler can't tell users apart.*`getUserId`/);
    expect(logged.join()).not.toContain('ada');
    expect(decart.received).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a Map', new Map([['id', 'ada']])],
    ['a plain object', { id: 'ada' }],
    ['NaN', Number.NaN],
    ['an empty text', ''],
    ['null', null],
    ['true', true],
    ['a list', ['ada']],
    ['what a missing id becomes in a string', 'undefined'],
    ['a promise of nothing that is an id', Promise.resolve({})],
    ['an error', new Error('ada')],
    ['an object without a prototype', Object.create(null)],
  ])('`getUserId` that returns %s', async (_, id) => {
    const { submit } = await startProxy({ authorize: () => ({ name: 'ada' }), getUserId: () => id });
    expect((await submit()).status).toBe(500);
    expect(logged.join()).toMatch(/can't tell users apart: `getUserId` returned/);
    expect(decart.received).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no database');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
  ])('`getUserId` that %s', async (_, getUserId) => {
    const { submit } = await startProxy({ getUserId });
    expect((await submit()).status).toBe(500);
    expect(logged.join()).toContain('no database');
    expect(decart.received).toEqual([]);
  });
});
