import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as server from '../../src/server';
import * as redis from '../../src/server/redis';

it('a page that imports the server entry fails with a sentence that says where to import it', async () => {
  await expect(import('../../src/server/browser')).rejects.toThrow(
    /^decart-react\/server was bundled for the browser.*must never reach a browser.*on the server/,
  );
});

it('everything that the page imports exists, so that the bundler does not fail with another error first', () => {
  const names = [...readFileSync('src/server/browser.ts', 'utf8').matchAll(/^export const (\w+)/gm)];
  expect(names.map(([, name]) => name).sort()).toEqual(
    [...Object.keys(server), ...Object.keys(redis)].sort(),
  );
});

it('every runtime for servers gets the real one, even if its bundler also says "browser"', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const redis: Record<string, string> = exports['./server/redis'];
  for (const [name, file] of Object.entries(exports['./server'])) {
    expect(redis[name]).toBe(name === 'browser' ? file : String(file).replace('/server.', '/redis.'));
  }
  const conditions: [string, string][] = Object.entries(exports['./server']);
  const names = conditions.map(([name]) => name);
  const servers = ['workerd', 'worker', 'edge-light', 'deno', 'bun', 'node', 'default'];
  for (const name of servers) expect(exports['./server'][name]).toBe('./dist/server.js');
  expect(exports['./server'].browser).toBe('./dist/server.browser.js');
  expect(names).toEqual(['types', ...servers.slice(0, -1), 'browser', 'default']);
});
