import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { PromptFeedback, PromptField, PromptSubmit } from '../../src/components/prompt/promptParts';
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
    await expect(neon).not.toHaveAttribute('aria-current');
    await userEvent.click(neon);
    await expect(neon).toHaveAttribute('aria-current', 'true');
    await waitFor(() => expect(sandbox.sessions.at(-1)?.prompt).toBe('neon city at night'));
    await expect(field).toHaveValue('neon city at night');

    sandbox.rejectPrompts(/forbidden/, 'This prompt is not allowed');
    await userEvent.clear(field);
    await userEvent.type(field, 'something forbidden{Enter}');
    await waitFor(() => expect(canvas.getByText(/^Not applied. That isn’t allowed/)).toBeVisible());
    // The previous style stays, in the same session.
    await expect(sandbox.sessions).toHaveLength(1);
    await expect(sandbox.sessions.at(-1)?.prompt).toBe('neon city at night');
    await expect(neon).toHaveAttribute('aria-current', 'true');

    // A refused prompt isn't used at the next start, whatever the field says; a newer one is.
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await expect(canvas.queryByText('Will be applied when you start')).toBeNull();
    await userEvent.click(canvas.getByRole('button', { name: 'pixel art' }));
    await expect(canvas.getByText('Will be applied when you start')).toBeVisible();
  },
};

/** Your own field, and a button with text. */
export const OwnField: Story = {
  args: {
    children: (
      <>
        <PromptField asChild>
          <textarea className="decart-field" rows={1} style={{ padding: 9, resize: 'none' }} />
        </PromptField>
        <PromptSubmit asChild>
          <button type="button" className="decart-chip">
            Paint
          </button>
        </PromptSubmit>
        <PromptFeedback />
      </>
    ),
  },
  async play(context) {
    const { canvas, canvasElement, userEvent } = context;
    await isLive(canvasElement);
    const field = canvas.getByRole('textbox', { name: 'Prompt' });
    await expect(field).toHaveValue('oil painting');
    await userEvent.type(field, '{Shift>}{Enter}{/Shift}at night');
    await expect(field).toHaveValue('oil painting\nat night');
    await userEvent.click(canvas.getByRole('button', { name: 'Paint' }));
    await waitFor(() => expect(canvas.getByText('Applied')).toBeVisible());
    await expect(sandboxOf(context).sessions.at(-1)?.prompt).toBe('oil painting\nat night');
  },
};
