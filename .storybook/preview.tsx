import addonA11y from '@storybook/addon-a11y';
import { afterEach as checkAccessibility } from '@storybook/addon-a11y/preview';
import addonDocs from '@storybook/addon-docs';
import { definePreview } from '@storybook/react-vite';
import { lazy, Suspense } from 'react';
import { configure } from 'storybook/test';
import { themes } from 'storybook/theming';
import { extractArgTypes } from './argTypes';
import { Backend } from './Backend';
import { disposeSandbox, sandboxOf } from './sandboxes';
import { installVirtualCamera, isStandingIn, standInForMissingCamera } from './virtualCamera';
import '../src/styles.css';
import './playground.css';

// The same timeout as in the tests: enough for a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
// The color scheme of the docs pages; each story sets its own.
document.documentElement.style.colorScheme = prefersDark ? 'dark' : 'light';

// Loaded late: the tests of the stories don't need the docs.
const DocsPage = lazy(() => import('./DocsPage'));
const page = () => (
  <Suspense>
    <DocsPage />
  </Suspense>
);

export default definePreview({
  addons: [addonDocs(), addonA11y()],
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    docs: {
      page,
      extractArgTypes,
      theme: prefersDark ? themes.dark : themes.light,
      controls: { sort: 'requiredFirst' },
    },
    controls: { expanded: true, sort: 'requiredFirst' },
    options: {
      storySort: {
        order: [
          'Start here',
          'Guides',
          [
            'Getting started',
            'Authentication',
            'Time and money',
            'Theming',
            'Testing your app',
            'Troubleshooting',
            'Going to production',
          ],
          'Gallery',
          'Statuses',
          'Statuses of a viewer',
          'Fault lab',
          'Images and videos',
          'Components',
          ['DecartProvider', 'RealtimeVideo', 'RealtimeControls'],
          'Parts',
          'Hooks',
          ['useRealtimeStream'],
          'Functions',
          'Server',
          ['createTokenHandler', 'createProxyHandler', 'toNodeHandler'],
          'Sandbox',
        ],
      },
    },
  },
  globalTypes: {
    backend: {
      toolbar: {
        title: 'Backend',
        icon: 'cloud',
        items: [
          { value: 'sandbox', title: 'Sandbox: simulated, no account, no cost' },
          { value: 'decart', title: 'Decart: real, through your token URL' },
        ],
        dynamicTitle: true,
      },
    },
    camera: {
      toolbar: {
        title: 'Camera',
        icon: 'video',
        items: [
          { value: 'auto', title: 'Your camera, if there is one' },
          { value: 'test', title: 'Moving test picture' },
        ],
        dynamicTitle: true,
      },
    },
    theme: {
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: {
    backend: 'sandbox',
    // Automated browsers get the same picture on every machine.
    camera: navigator.webdriver ? 'test' : 'auto',
    theme: prefersDark ? 'dark' : 'light',
  },
  async beforeEach(context) {
    document.documentElement.style.colorScheme = context.globals.theme;
    if (context.globals.camera === 'test') installVirtualCamera();
    else await standInForMissingCamera();
    const { canvasElement } = context;
    sandboxOf(context);
    return () => disposeSandbox(canvasElement);
  },
  async afterEach(context) {
    // The addon has already checked the story once. Tests check it again in the other color scheme, right to left, with
    // text twice as large: all at once, because axe takes longer than most stories.
    if (!navigator.webdriver) return;
    const { documentElement: html } = document;
    html.style.colorScheme = context.globals.theme === 'dark' ? 'light' : 'dark';
    html.style.fontSize = '200%';
    html.dir = 'rtl';
    await checkAccessibility(context);
    html.style.colorScheme = context.globals.theme;
    html.style.removeProperty('font-size');
    html.removeAttribute('dir');
    // Under Vitest the story has already failed. This is for `npm run screenshots`, which also opens stories that aren't
    // tests.
    for (const { type, result } of context.reporting.reports) {
      if (type !== 'a11y' || !('violations' in result) || !Array.isArray(result.violations)) continue;
      for (const { help, nodes } of result.violations) console.error(`axe: ${help}: ${nodes[0]?.html}`);
    }
  },
  decorators: [
    (Story, context) => (
      <Backend backend={context.globals.backend} sandbox={sandboxOf(context)}>
        {isStandingIn() && context.viewMode === 'story' && (
          <p className="playground-note">No camera was found: this is a moving test picture.</p>
        )}
        <Story />
      </Backend>
    ),
  ],
});
