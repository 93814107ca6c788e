// The sandbox beside real MSW, in Node and in Chromium: npm run test:msw
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

const executablePath = findChromium();
const root = fileURLToPath(new URL('../..', import.meta.url));
const WORKER = 'mockServiceWorker.js';

/** Serves MSW's service worker where MSW looks for it. */
const serviceWorker: Plugin = {
  name: 'msw-service-worker',
  configureServer({ middlewares }) {
    middlewares.use(`/${WORKER}`, (_, response) => {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(`${root}/test/msw/node_modules/msw/lib/${WORKER}`));
    });
  },
};

const PATIENCE = { testTimeout: 30_000, hookTimeout: 30_000 };

export default defineConfig({
  root,
  test: {
    projects: [
      { test: { name: 'node', environment: 'jsdom', include: ['test/msw/node.check.ts'], ...PATIENCE } },
      {
        root,
        plugins: [serviceWorker],
        optimizeDeps: { include: ['@decartai/sdk', '@livekit/protocol', 'livekit-client', 'sdp-transform'] },
        test: {
          name: 'chromium',
          include: ['test/msw/browser.check.ts'],
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_ARGS },
            }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
          ...PATIENCE,
        },
      },
    ],
  },
});
