import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { prepareReferenceImage } from '../../src/media/prepareReferenceImage';
import broken from '../../test/files/broken.jpg?url';
import portrait from '../../test/files/portrait.jpg?url';
import transparent from '../../test/files/transparent.png?url';

const meta = {
  title: 'World/Reference images',
  tags: ['world', '!dev', '!autodocs'],
  render: () => <p>Real users' files, made suitable as reference images.</p>,
} satisfies Meta;

export default meta;
type Story = StoryObj<typeof meta>;

/** The picture's size, and its color at a point (in fractions of its size). */
async function look(jpeg: Blob) {
  const bitmap = await createImageBitmap(jpeg);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  return {
    size: [bitmap.width, bitmap.height],
    colorAt(x: number, y: number) {
      const pixel = context?.getImageData(x * (bitmap.width - 1), y * (bitmap.height - 1), 1, 1).data ?? [];
      const [red = 0, green = 0, blue = 0] = pixel;
      if (Math.min(red, green, blue) > 240) return 'white';
      if (red > 200 && blue < 60) return 'red';
      return blue > 200 && red < 60 ? 'blue' : `rgb(${red} ${green} ${blue})`;
    },
  };
}

export const UprightPhoto: Story = {
  async play() {
    const photo = await look(await prepareReferenceImage(portrait));
    await expect(photo.size).toEqual([512, 768]);
    await expect(photo.colorAt(0.5, 0.2)).toBe('red');
    await expect(photo.colorAt(0.5, 0.8)).toBe('blue');
  },
};

export const Transparency: Story = {
  async play() {
    const garment = await look(await prepareReferenceImage(transparent));
    await expect(garment.colorAt(0, 0)).toBe('white');
    await expect(garment.colorAt(0.5, 0.5)).toBe('red');
  },
};

export const BrokenFile: Story = {
  async play() {
    await expect(prepareReferenceImage(broken)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  },
};
