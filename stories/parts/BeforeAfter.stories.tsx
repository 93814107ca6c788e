import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent } from 'storybook/test';
import { BeforeAfterButton } from '../../src/components/controls/BeforeAfterButton';
import { BeforeAfter } from '../../src/components/video/BeforeAfter';
import { overPicture } from '../support/inSession';
import { isLive } from '../support/live';

/** The input next to the output, in one picture. */
const meta = {
  title: 'Parts/BeforeAfter',
  component: BeforeAfter,
  subcomponents: { BeforeAfterButton },
  decorators: [overPicture],
} satisfies Meta<typeof BeforeAfter>;

export default meta;

export const Slider: StoryObj<typeof meta> = {
  async play({ canvas, canvasElement }) {
    await isLive(canvasElement);
    const slider = await canvas.findByRole('slider', { name: 'Compare before and after' });
    const before = canvasElement.querySelector('[data-decart-clip]');
    if (!before) throw new Error('There is nothing before.');
    await expect(getComputedStyle(before).clipPath).toBe('inset(0px 50% 0px 0px)');
    fireEvent.change(slider, { target: { value: '20' } });
    await expect(getComputedStyle(before).clipPath).toBe('inset(0px 80% 0px 0px)');
  },
};
