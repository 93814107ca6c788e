import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/react-vite';
import { decartStyles } from '../scripts/styles.mjs';
import { apiTables } from './apiTables.js';

const parts = fileURLToPath(new URL('../src/parts.ts', import.meta.url));

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  // The props tables come from our own reading of the types, see apiTables.ts.
  typescript: { reactDocgen: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // A playground for readers: no tour of Storybook, no list of what was changed.
  features: { sidebarOnboardingChecklist: false, changeDetection: false },
  // Without this, browsers request `/favicon.ico`, which doesn't exist.
  previewHead: (head) => `${head ?? ''}<link rel="icon" href="data:," />`,
  viteFinal(viteConfig) {
    return {
      ...viteConfig,
      plugins: [...(viteConfig.plugins ?? []), apiTables(), decartStyles()],
      // What apps copy, in stories/registry, imports the package by its name.
      resolve: {
        ...viteConfig.resolve,
        alias: { ...viteConfig.resolve?.alias, 'decart-react/parts': parts },
      },
      optimizeDeps: {
        ...viteConfig.optimizeDeps,
        // A dependency that Vite discovers late reloads the page, in the middle of a test.
        include: [
          ...(viteConfig.optimizeDeps?.include ?? []),
          '@decartai/sdk',
          '@livekit/protocol',
          '@storybook/addon-a11y/preview',
          '@tanstack/react-query',
          'livekit-client',
          'sdp-transform',
        ],
      },
      build: {
        ...viteConfig.build,
        rollupOptions: {
          ...viteConfig.build?.rollupOptions,
          onwarn(warning, warn) {
            // Client modules of React start with a directive that a browser bundle doesn't need.
            if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
          },
        },
      },
    };
  },
};

export default config;
