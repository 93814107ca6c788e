import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

/** These pages are for trying things: the panel below would only distract. */
const WITHOUT_PANEL = /^(start-here|gallery|fault-lab)/;

const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
const theme = create({
  base: isDark ? 'dark' : 'light',
  brandTitle: 'decart-react',
  colorPrimary: '#6d5efc',
  colorSecondary: isDark ? '#9184ff' : '#5744ca',
});

addons.setConfig({
  theme,
  sidebar: { showRoots: false },
  layoutCustomisations: {
    showPanel: ({ storyId }, byDefault) => !WITHOUT_PANEL.test(storyId ?? '') && byDefault,
  },
});
