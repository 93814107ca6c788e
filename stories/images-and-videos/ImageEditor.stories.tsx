import type { Meta, StoryContext, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { EditorDownload, EditorSubmit } from '../../src/components/editor/EditorActions';
import { EditorResult } from '../../src/components/editor/EditorResult';
import { EditorSource } from '../../src/components/editor/EditorSource';
import { EditorStatus } from '../../src/components/editor/EditorStatus';
import { useEditor } from '../../src/components/editor/editor';
import { ImageEditorRoot } from '../../src/components/editor/ImageEditorRoot';
import { ImageEditor } from '../../src/components/ImageEditor';
import type { Sandbox } from '../../src/sandbox';
import { children } from '../support/children';
import { SampleButton } from '../support/SampleButton';
import { samplePicture } from '../support/samples';

const meta = {
  title: 'Images and videos/ImageEditor',
  component: ImageEditor,
  args: { defaultPrompt: 'oil painting', children: <SampleButton /> },
  argTypes: { children },
} satisfies Meta<typeof ImageEditor>;

export default meta;
type Story = StoryObj<typeof meta>;
type PlayContext = Pick<StoryContext, 'canvas' | 'canvasElement' | 'userEvent'>;

async function edit({ canvas, userEvent }: PlayContext) {
  const field = canvas.getByLabelText('Choose an image, or drop one here');
  await userEvent.upload(field, await samplePicture());
  await userEvent.click(await canvas.findByRole('button', { name: 'Edit' }));
}

/** Choose, drop or paste a picture, and see it edited. */
export const DropIn: Story = {
  async play(context) {
    const { canvas } = context;
    await edit(context);
    await expect(await canvas.findByRole('img', { name: 'After' })).toBeVisible();
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Done'));
    await expect(canvas.getByRole('link', { name: 'Download' })).toHaveAttribute(
      'download',
      'mountains-edited.png',
    );
  },
};

/** A second image guides the edit. */
export const WithReferenceImage: Story = {
  args: { reference: true, defaultPrompt: 'as in the reference image' },
};

function Looks() {
  const { prompt, setPrompt, isPending } = useEditor();
  return (
    <fieldset disabled={isPending} className="playground-choice">
      <legend>Look</legend>
      {['oil painting', 'neon city at night', 'pencil sketch', 'pixel art'].map((look) => (
        <label key={look}>
          <input type="radio" name="look" checked={prompt === look} onChange={() => setPrompt(look)} />
          {look}
        </label>
      ))}
    </fieldset>
  );
}

/** The same parts in another order, and your own part: a choice that replaces the prompt. */
export const PartsOfYourOwn: Story = {
  render: () => (
    <ImageEditorRoot defaultPrompt="pencil sketch">
      <Looks />
      <EditorSource />
      <SampleButton />
      <EditorSubmit />
      <EditorStatus />
      <EditorResult />
      <EditorDownload />
    </ImageEditorRoot>
  ),
};

/** A file that the model doesn't accept is refused before anything is sent. */
export const WrongFile: Story = {
  async play({ canvas, canvasElement }) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'clip.mp4', { type: 'video/mp4' }));
    const zone = canvasElement.querySelector('.decart-drop');
    zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Choose an image.');
  },
};

/** A story in which every edit fails in the same way. */
function failing(breakIt: (sandbox: Sandbox) => void, message: RegExp): Story {
  return {
    beforeEach: (context) => breakIt(sandboxOf(context)),
    async play(context) {
      await edit(context);
      await expect(await within(context.canvasElement).findByRole('alert')).toHaveTextContent(message);
      await expect(context.canvas.getByRole('button', { name: 'Edit' })).not.toHaveAttribute('aria-disabled');
    },
  };
}

const ALWAYS = { count: Number.POSITIVE_INFINITY };

export const Unauthorized = failing(
  (sandbox) => sandbox.failRequests({ status: 401, ...ALWAYS }),
  /isn’t available/,
);
export const ModelNotAllowed = failing(
  (sandbox) => sandbox.failRequests({ status: 403, ...ALWAYS }),
  /isn’t available/,
);
export const NotAccepted = failing(
  (sandbox) => sandbox.failRequests({ status: 422, ...ALWAYS }),
  /couldn’t be used/,
);
export const TooManyRequests = failing(
  (sandbox) => sandbox.failRequests({ status: 429, ...ALWAYS }),
  /Too many requests/,
);
export const ServerError = failing(
  (sandbox) => sandbox.failRequests({ status: 500, ...ALWAYS }),
  /couldn’t be edited/,
);
export const BrokenConnection = failing((sandbox) => sandbox.breakConnections(ALWAYS), /couldn’t be edited/);
