import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

/** Pages to look at and play with: what the panel below says of them is of no use there. */
const WITHOUT_PANEL = /^(start-here|gallery|fault-lab)/;

const theme = create({
  base: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  brandTitle: 'decart-react',
  colorPrimary: '#6d5efc',
  colorSecondary: '#5744ca',
});

addons.setConfig({
  theme,
  sidebar: { showRoots: false },
  layoutCustomisations: {
    showPanel: ({ storyId }, byDefault) => !WITHOUT_PANEL.test(storyId ?? '') && byDefault,
  },
});
