import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { ReferenceImage } from '../../src/components/controls/ReferenceImage';
import { inSession } from '../support/inSession';
import { isLive } from '../support/live';
import { pictureFile } from '../support/pictureFile';

const meta = {
  title: 'Parts/ReferenceImage',
  component: ReferenceImage,
  decorators: [inSession],
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
      await waitFor(() => expect(image()).toBeTruthy(), { timeout: 3000 });
      await expect(canvas.getByRole('img', { name: 'Reference image' })).toBeVisible();
    });
    await step('it is taken away', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Remove the reference image' }));
      await waitFor(() => expect(image()).toBeNull(), { timeout: 3000 });
    });
    const transfer = new DataTransfer();
    transfer.items.add(await pictureFile('#1e8ac8'));
    await step('a file is dropped on the picture', async () => {
      const picture = canvasElement.querySelector('video');
      if (!picture) throw new Error('There is no picture.');
      fireEvent(
        picture,
        new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
      await waitFor(() => expect(canvasElement.querySelector('[data-state=dropping]')).toBeVisible());
      fireEvent(picture, new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      await waitFor(() => expect(image()).toBeTruthy(), { timeout: 3000 });
    });
    await step('another is pasted', async () => {
      const before = image();
      const pasted = new DataTransfer();
      pasted.items.add(await pictureFile('#2ac81e'));
      fireEvent(document.body, new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true }));
      await waitFor(() => expect(image()).not.toEqual(before), { timeout: 3000 });
    });
  },
};
