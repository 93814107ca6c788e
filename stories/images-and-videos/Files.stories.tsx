import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { FileDropZone } from '../../src/components/editor/FileDropZone';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { useFile } from '../../src/query/useFile';
import { useFileUpload } from '../../src/query/useFileUpload';
import { samplePicture } from '../support/samples';

function ReferenceOfAStream() {
  const upload = useFileUpload();
  const { data: file, remove } = useFile(upload.data?.id);
  const { videoProps, status, start, stop, error } = useRealtimeStream({
    model: 'lucy-2.5',
    prompt: 'in the colors of the reference image',
    image: upload.data?.id,
  });
  const isRunning = status !== 'idle' && status !== 'error' && status !== 'ended';
  return (
    <div className="playground-stack">
      <FileDropZone
        label={
          file ? `${file.filename}, ${file.size_bytes} bytes, as ${file.id}` : 'Upload a reference image'
        }
        accept="image/*"
        disabled={upload.isPending}
        problem={upload.error?.message}
        onFile={(picture) => upload.mutate({ file: picture, ttlSeconds: 3600 })}
      />
      <div className="playground-row">
        <button type="button" className="decart-secondary" onClick={isRunning ? stop : start}>
          {isRunning ? 'Stop' : 'Start'}
        </button>
        <button
          type="button"
          className="decart-secondary"
          disabled={!file || remove.isPending}
          onClick={() => remove.mutate()}
        >
          Delete the file
        </button>
        <span role="status">{error?.message ?? status}</span>
      </div>
      <video {...videoProps} className="playground-picture" aria-label="The live picture" />
    </div>
  );
}

/** An image is uploaded once, and its id is the reference image of a live stream: `useFileUpload`, `useFile`. */
const meta = {
  title: 'Images and videos/Files',
  component: ReferenceOfAStream,
} satisfies Meta<typeof ReferenceOfAStream>;

export default meta;

export const UploadAndReuse: StoryObj<typeof meta> = {
  async play(context) {
    const { canvas, userEvent } = context;
    const sandbox = sandboxOf(context);
    const upload = async () => {
      await userEvent.upload(canvas.getByLabelText('Upload a reference image'), await samplePicture());
      await expect(await canvas.findByText(/^mountains.jpg/)).toBeVisible();
    };
    await upload();
    await userEvent.click(canvas.getByRole('button', { name: 'Delete the file' }));
    await waitFor(() => expect(sandbox.requests.at(-1)?.method).toBe('DELETE'));
    await upload();
    await userEvent.click(canvas.getByRole('button', { name: 'Start' }));
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('generating'));
    await waitFor(() => expect(sandbox.sessions[0]?.image).toMatch(/^file_/));
  },
};
