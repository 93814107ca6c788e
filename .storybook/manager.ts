import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

/** Pages to look at and play with: what the panel below says of them is of no use there. */
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
