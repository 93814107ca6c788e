import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { ReferenceImage } from '../../src/components/controls/ReferenceImage';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { inSession } from '../support/inSession';
import { isLive, outputOf } from '../support/live';
import { pasteEvent } from '../support/pasteEvent';
import { pictureFile } from '../support/pictureFile';

const meta = {
  title: 'Parts/ReferenceImage',
  component: ReferenceImage,
  decorators: [inSession],
  render: (args) => (
    <>
      <ReferenceImage {...args} />
      <PromptBox />
    </>
  ),
} satisfies Meta<typeof ReferenceImage>;

export default meta;

export const ByClickDropAndPaste: StoryObj<typeof meta> = {
  async play(context) {
    const { canvas, canvasElement, userEvent, step } = context;
    const image = () => sandboxOf(context).sessions.at(-1)?.image;
    await isLive(canvasElement);

    await step('a file is chosen', async () => {
      const field = canvasElement.querySelector<HTMLInputElement>('input[type=file]');
      if (!field) throw new Error('There is no field for a file.');
      await userEvent.upload(field, await pictureFile('#c81e5a'));
      await waitFor(() => expect(image()).toBeTruthy());
      await expect(canvas.getByRole('img', { name: 'Reference image' })).toBeVisible();
    });
    await step('it is removed, and the focus stays in the part', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Remove the reference image' }));
      await waitFor(() => expect(image()).toBeNull());
      await expect(canvas.getByRole('button', { name: 'Choose a reference image' })).toHaveFocus();
    });
    await step("a file that isn't an image gets an error, and doesn't replace the page", async () => {
      const picture = outputOf(canvasElement);
      const pdf = new DataTransfer();
      pdf.items.add(new File(['%PDF'], 'letter.pdf', { type: 'application/pdf' }));
      const drop = new DragEvent('drop', { dataTransfer: pdf, bubbles: true, cancelable: true });
      fireEvent(picture, drop);
      await expect(drop.defaultPrevented).toBe(true);
      await waitFor(() => expect(canvas.getByText('Choose an image file.')).toBeVisible());
      await expect(image()).toBeNull();
    });
    await step('text is pasted into the focused field, even if an image comes with it', async () => {
      const field = canvas.getByRole('textbox', { name: 'Prompt' });
      const both = new DataTransfer();
      both.items.add('frozen in ice', 'text/plain');
      both.items.add(await pictureFile('#c81e5a'));
      const paste = pasteEvent(both);
      fireEvent(field, paste);
      await expect(paste.defaultPrevented).toBe(false);
      await expect(image()).toBeNull();
    });
    const transfer = new DataTransfer();
    transfer.items.add(await pictureFile('#1e8ac8'));
    await step('a file is dropped on the picture', async () => {
      const picture = outputOf(canvasElement);
      fireEvent(
        picture,
        new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
      await waitFor(() =>
        expect(canvasElement.querySelector('.decart-image[data-state=over]')).toBeVisible(),
      );
      fireEvent(picture, new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      await waitFor(() => expect(image()).toBeTruthy());
    });
    await step('another is pasted', async () => {
      const before = image();
      const pasted = new DataTransfer();
      pasted.items.add(await pictureFile('#2ac81e'));
      fireEvent(document.body, pasteEvent(pasted));
      await waitFor(() => expect(image()).not.toEqual(before));
    });
    await step('it stays when the session is stopped: the next one gets it', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
      await expect(canvas.getByRole('img', { name: 'Reference image' })).toBeVisible();
    });
  },
};
