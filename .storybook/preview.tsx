import addonA11y from '@storybook/addon-a11y';
import { afterEach as checkAccessibility } from '@storybook/addon-a11y/preview';
import addonDocs from '@storybook/addon-docs';
import { definePreview } from '@storybook/react-vite';
import { extractArgTypes } from './argTypes';
import { Backend } from './Backend';
import { DocsPage } from './DocsPage';
import { disposeSandbox, sandboxOf } from './sandboxes';
import { installVirtualCamera, isStandingIn, standInForMissingCamera } from './virtualCamera';
import '../src/styles.css';
import '../src/components/editors.css';
import './playground.css';

export default definePreview({
  addons: [addonDocs(), addonA11y()],
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    docs: { page: DocsPage, extractArgTypes },
    controls: { expanded: true, sort: 'requiredFirst' },
    options: {
      storySort: {
        order: [
          'Start here',
          'Guides',
          ['Getting started', 'Authentication', 'Theming', 'Testing your app', 'Troubleshooting'],
          'Gallery',
          'Statuses',
          'Fault lab',
          'Images and videos',
          'Components',
          ['RealtimeVideo', 'RealtimeControls'],
          'Parts',
          'Hooks',
          ['useRealtimeStream'],
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
    // Automated browsers look at what is the same on every machine.
    camera: navigator.webdriver ? 'test' : 'auto',
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
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
    // The addon has looked at the story in one scheme: the tests want it checked in the other one, too.
    if (!('__vitest_browser__' in globalThis)) return;
    const { style } = document.documentElement;
    style.colorScheme = context.globals.theme === 'dark' ? 'light' : 'dark';
    await checkAccessibility(context);
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
