import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { PromptBox } from '../../src/components/controls/PromptBox';
import { inSession } from '../support/inSession';
import { isLive } from '../support/live';

const meta = {
  title: 'Parts/PromptBox',
  component: PromptBox,
  decorators: [inSession],
} satisfies Meta<typeof PromptBox>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WithPresets: Story = {
  args: { presets: ['watercolor', { label: 'Neon', prompt: 'neon city at night' }, 'pixel art'] },
  async play(context) {
    const { canvas, canvasElement, userEvent } = context;
    const sandbox = sandboxOf(context);
    await isLive(canvasElement);
    const field = canvas.getByRole('textbox', { name: 'Prompt' });
    await expect(field).toHaveValue('oil painting');

    await userEvent.clear(field);
    await userEvent.type(field, 'frozen in ice{Enter}');
    await waitFor(() => expect(canvas.getByText('Applied')).toBeVisible());
    await expect(sandbox.sessions.at(-1)?.prompt).toBe('frozen in ice');
    await expect(field).toHaveFocus();

    const neon = canvas.getByRole('button', { name: 'Neon' });
    await expect(neon).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(neon);
    await expect(neon).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(sandbox.sessions.at(-1)?.prompt).toBe('neon city at night'));
    await expect(field).toHaveValue('neon city at night');

    sandbox.rejectPrompts(/forbidden/, 'This prompt is not allowed');
    await userEvent.clear(field);
    await userEvent.type(field, 'something forbidden{Enter}');
    await waitFor(() => expect(canvas.getByText(/Not applied.*not allowed/)).toBeVisible());
    // The style before it goes on, in the same session.
    await expect(sandbox.sessions).toHaveLength(1);
    await expect(sandbox.sessions.at(-1)?.prompt).toBe('neon city at night');
    await expect(neon).toHaveAttribute('aria-pressed', 'true');

    // What was refused is not used at the next start, whatever the field says; what was asked for since is.
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await expect(canvas.queryByText('Used at the start')).toBeNull();
    await userEvent.click(canvas.getByRole('button', { name: 'pixel art' }));
    await expect(canvas.getByText('Used at the start')).toBeVisible();
  },
};

/** A field of your own: the one named `prompt` counts. */
export const OwnField: Story = {
  args: {
    children: (
      <>
        <textarea
          className="decart-field"
          name="prompt"
          aria-label="Prompt"
          rows={1}
          defaultValue="pencil sketch"
          style={{ padding: 9, resize: 'none' }}
        />
        <button type="submit" className="decart-chip">
          Paint
        </button>
      </>
    ),
  },
};
