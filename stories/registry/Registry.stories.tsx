import type { Meta, StoryObj } from '@storybook/react-vite';
import { DecartControls } from './decart-controls';
import { DecartImageEditor } from './decart-image-editor';
import { DecartPlayer } from './decart-player';
import { DecartVideoEditor } from './decart-video-editor';

/** What `npx shadcn add` copies into an app. */
const meta = {
  title: 'Gallery/Copy and own',
  tags: ['!autodocs'],
  parameters: { layout: 'padded', controls: { disable: true } },
} satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

/** `decart-player` with `decart-controls` in its bar. */
export const Player: Story = {
  render: () => (
    <DecartPlayer model="lucy-2.5" prompt="oil painting">
      <DecartControls presets={['oil painting', 'film noir']} />
    </DecartPlayer>
  ),
};

/** `decart-image-editor` and `decart-video-editor` */
export const Editors: Story = {
  render: () => (
    <>
      <DecartImageEditor />
      <DecartVideoEditor />
    </>
  ),
};
