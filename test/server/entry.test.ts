import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryStore, createProxyHandler, createTokenHandler } from '../../src/server';

afterEach(() => void vi.unstubAllGlobals());

/** What a module and its imports need at run time that isn't in this package. */
function importsOf(file: string, seen = new Set<string>()): string[] {
  // The build replaces what is imported from it.
  if (seen.has(file) || file.endsWith('package.json.ts')) return [];
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  // `import type` is gone at run time.
  const statements = source.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gm);
  return [...statements].flatMap(([, from = '']) =>
    from.startsWith('.') ? importsOf(join(dirname(file), `${from}.ts`), seen) : [from],
  );
}

it('the store for Redis needs no module either: the client is passed', () => {
  expect(importsOf('src/server/redis/index.ts')).toEqual([]);
});

it('the server entry needs nothing but what every runtime has: no React, no DOM, no module of Node', () => {
  const seen = new Set<string>();
  expect(importsOf('src/server/index.ts', seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(10);
});

it('handlers are created outside of a request, where Cloudflare Workers refuse timers, signals, calls and random numbers', () => {
  const refuse = () => {
    throw new Error('Disallowed operation called within global scope.');
  };
  for (const name of ['AbortController', 'AbortSignal', 'setTimeout', 'setInterval', 'fetch', 'crypto']) {
    vi.stubGlobal(name, new Proxy(refuse, { get: refuse, construct: refuse }));
  }
  const store = createMemoryStore();
  const common = { authorize: () => ({ id: 'ada' }), rateLimit: { limit: 1, store } };
  const sessions = { maxDurationSeconds: 60, store, secret: 'a long enough secret' };
  createTokenHandler({ ...common, sessions: { ...sessions, capacity: 'quota' } });
  createTokenHandler({ ...common, sessions: { ...sessions, capacity: 1 } });
  createProxyHandler({ ...common, concurrency: { total: 1, store }, jobSecret: 'a long enough secret' });
});
