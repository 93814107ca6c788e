import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './scripts/chromium.mjs';
import { reactResolution } from './scripts/react-version.mjs';
import { sdkResolution } from './scripts/sdk-version.mjs';
import { decartStyles } from './scripts/styles.mjs';

const executablePath = findChromium();

// Created for each project, because Vitest modifies it.
const realBrowser = () => ({
  enabled: true,
  headless: true,
  provider: playwright({
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs(10) },
    contextOptions: { permissions: ['camera', 'microphone'] },
  }),
  instances: [{ browser: 'chromium' as const }],
  screenshotFailures: false,
});

const BROWSER_TESTS = 'test/**/*.browser.test.{ts,tsx}';
// About half of the total time.
const SESSION_TESTS = ['hooks', 'faults', 'contract', 'viewer', 'capture'].map(
  (folder) => `test/${folder}/**/*.browser.test.{ts,tsx}`,
);
// For busy machines. Only failing tests take this long.
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

/**
 * Lets the browser cache modules. Each test file has a separate page, which would request some hundred of them again. Not in
 * watch mode, where they change.
 */
function keepModules(): Plugin {
  return {
    name: 'keep-modules',
    configureServer({ config, middlewares }) {
      if (config.server.watch) return;
      middlewares.use((request, response, next) => {
        if (/^\/(src|test\/support)\//.test(request.url ?? '')) {
          const setHeader = response.setHeader.bind(response);
          response.setHeader = (name, value) =>
            setHeader(name, name.toLowerCase() === 'cache-control' ? 'max-age=3600' : value);
        }
        next();
      });
    },
  };
}

/** Each has its own Chromium, in which one file after the other uses the fake camera: two at once can stall it. */
function inBrowser(name: string, files: { include: string[]; exclude?: string[] }) {
  return {
    plugins: [react(), decartStyles(), keepModules()],
    ...reactResolution(),
    ...sdkResolution(),
    optimizeDeps: {
      include: [
        'axe-core',
        'react/jsx-dev-runtime',
        'react-dom/client',
        '@radix-ui/react-compose-refs',
        '@tanstack/react-query',
        '@testing-library/react',
        '@testing-library/user-event',
        'vitest-browser-react',
        'vitest-browser-react/pure',
        'livekit-client',
        '@decartai/sdk',
        '@livekit/protocol',
        'sdp-transform',
        'fast-check',
        'mediabunny',
      ],
    },
    test: {
      name,
      include: files.include,
      exclude: ['**/node_modules/**', ...(files.exclude ?? [])],
      setupFiles: ['test/setup.ts'],
      globalSetup: ['test/support/proxyServer.ts', 'test/support/framedServer.ts'],
      browser: realBrowser(),
      sequence: { groupOrder: 1 },
      fileParallelism: false,
      ...PATIENCE,
    },
  };
}

export default defineConfig({
  test: {
    // The output of passing tests isn't interesting.
    silent: 'passed-only',
    // A machine that is slow for 15 s: LiveKit tries again, but leaves a rejected promise that nobody can handle.
    onUnhandledError: ({ name }) => name !== 'NegotiationError',
    reporters: ['default', './scripts/summary-reporter.mjs'],
    coverage: { provider: 'v8', include: ['src/**'] },
    tags: [
      {
        name: 'long',
        description:
          'Left out of `npm test`, run by `npm run test:long`: more moments of the same cases, and long runs.',
      },
    ],
    projects: [
      {
        plugins: [react()],
        ...reactResolution(),
        test: {
          name: 'unit',
          maxWorkers: 2,
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.browser.test.{ts,tsx}', 'test/server/**', '**/node_modules/**'],
          setupFiles: ['test/setup.ts', 'test/unitSetup.ts'],
          ...PATIENCE,
        },
      },
      {
        test: {
          name: 'server',
          maxWorkers: 2,
          environment: 'node',
          include: ['test/server/**/*.test.ts'],
          ...PATIENCE,
        },
      },
      inBrowser('browser', { include: [BROWSER_TESTS], exclude: SESSION_TESTS }),
      inBrowser('browser-sessions', { include: SESSION_TESTS }),
      {
        plugins: [
          storybookTest({
            configDir: '.storybook',
            storybookScript: 'npm start -- --no-open',
            // Cases for other engines: npm run test:firefox.
            tags: { exclude: ['world'] },
          }),
        ],
        test: {
          name: 'storybook',
          // In Storybook, too, all stories are mounted and unmounted in the same page.
          browser: { ...realBrowser(), isolate: false },
          sequence: { groupOrder: 2 },
          // Their camera is a canvas, so two can run at once.
          maxWorkers: 2,
          ...PATIENCE,
        },
      },
    ],
  },
});
