// Tests the examples of the server's pages with the real frameworks: npm run check:frameworks
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    environment: 'node',
    include: ['test/frameworks/*.check.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
