import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** What a module and those that it imports need at run time and is not in this package. */
function importsOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  // `import type` is gone when it runs.
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
