// The server half on the runtimes that the docs name: npm run check:runtimes
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    environment: 'node',
    include: ['test/runtimes/*.check.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
