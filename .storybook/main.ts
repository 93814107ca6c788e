import type { StorybookConfig } from '@storybook/react-vite';
import { decartStyles } from '../scripts/styles.mjs';
import { apiTables } from './apiTables.js';

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  // The props tables come from our own reading of the types, see apiTables.ts.
  typescript: { reactDocgen: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // A playground for readers: no tour of Storybook, no list of what was changed.
  features: { sidebarOnboardingChecklist: false, changeDetection: false },
  // Without one of its own, a page asks for `/favicon.ico`, which is not there.
  previewHead: (head) => `${head ?? ''}<link rel="icon" href="data:," />`,
  viteFinal(viteConfig) {
    return {
      ...viteConfig,
      plugins: [...(viteConfig.plugins ?? []), apiTables(), decartStyles()],
      optimizeDeps: {
        ...viteConfig.optimizeDeps,
        // What is found out only while the first stories run would load the page anew, in the middle of a test.
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
            // Every client module of React carries a directive that a bundle for the browser has no use for.
            if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
          },
        },
      },
    };
  },
};

export default config;
