import { QueryClient } from '@tanstack/react-query';
import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { EditorSubmit } from '../../../src/components/editor/EditorActions';
import { EditorPrompt } from '../../../src/components/editor/EditorPrompt';
import { EditorReference } from '../../../src/components/editor/EditorReference';
import { EditorResult } from '../../../src/components/editor/EditorResult';
import { EditorSource } from '../../../src/components/editor/EditorSource';
import { EditorStatus } from '../../../src/components/editor/EditorStatus';
import { FileDropZone } from '../../../src/components/editor/FileDropZone';
import { ImageComparison } from '../../../src/components/editor/ImageComparison';
import { ImageEditorRoot } from '../../../src/components/editor/ImageEditorRoot';
import { ImageEditor } from '../../../src/components/ImageEditor';
import { VideoEditor } from '../../../src/components/VideoEditor';
import { dropAddress, dropFile, holdAddress } from '../../support/drop';
import { solidImage, solidVideo } from '../../support/media';
import { stageQuery } from '../../support/renderQuery';

const cat = async () => new File([await solidImage('rgb(30, 120, 200)')], 'cat.png', { type: 'image/png' });
const source = () => page.getByLabelText(/Choose an image/);

it('shows the problem of a reference image under its field, and keeps the focus when one is removed', async () => {
  await render(<ImageEditor reference defaultPrompt="x" />, { wrapper: stageQuery().wrapper });
  const field = page.getByLabelText('Add a reference image');
  const transfer = new DataTransfer();
  transfer.items.add(new File(['%PDF'], 'letter.pdf', { type: 'application/pdf' }));
  field
    .element()
    .dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await expect.element(field).toHaveAccessibleDescription(/Choose an image/);
  await expect.element(source()).not.toHaveAttribute('aria-invalid');

  await userEvent.upload(field, await cat());
  await userEvent.click(page.getByRole('button', { name: 'Remove the reference image' }));
  await expect.element(page.getByLabelText('Add a reference image')).toHaveFocus();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

it("says that a dropped URL can't be read, and downloads nothing while it is disabled", async () => {
  const late = await holdAddress(await solidImage('blue'));
  const onFile = vi.fn<(file: File) => void>();
  const zone = (disabled: boolean, preview?: string) => (
    <FileDropZone label="Garment" accept="image/*" onFile={onFile} disabled={disabled} preview={preview} />
  );
  const screen = await render(zone(true));
  const field = screen.getByLabelText('Garment');
  // The page stays, nevertheless.
  expect(dropAddress(field.element(), late.address).defaultPrevented).toBe(true);
  expect(late.state.requests).toBe(0);

  await screen.rerender(zone(false));
  dropAddress(field.element(), '/there-is-nothing.png');
  await expect.element(field).toHaveAccessibleDescription(/Save it, then choose it here/);
  await screen.rerender(zone(false, 'cat.png'));
  dropAddress(field.element(), late.address);
  await expect.poll(() => late.state.requests).toBe(1);
  // It has been removed meanwhile.
  await screen.rerender(zone(false));
  await late.arrive();
  expect(onFile).not.toHaveBeenCalled();
  dropAddress(field.element(), late.address);
  await expect.poll(() => onFile.mock.calls[0]?.[0].name).toBe('late.png');
  await expect.element(field).not.toHaveAttribute('aria-invalid');
});

it('accepts a paste while nothing has the focus, and counts a double click on Edit as one', async () => {
  const stage = stageQuery();
  await render(<ImageEditor reference defaultPrompt="x" />, { wrapper: stage.wrapper });
  const clipboardData = new DataTransfer();
  clipboardData.items.add(await cat());
  document.body.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
  await expect.element(page.getByLabelText('Replace cat.png')).toBeInTheDocument();
  await expect.element(page.getByLabelText('Add a reference image')).toBeInTheDocument();

  await userEvent.dblClick(page.getByRole('button', { name: 'Edit' }));
  await expect.element(page.getByRole('img', { name: 'After' })).toBeVisible();
});

it('a picture pasted while nothing has the focus goes to the field for pictures, not to the first one', async () => {
  const onFile = vi.fn<(field: string, file: File) => void>();
  const zone = (label: string, accept: string) => (
    <FileDropZone label={label} accept={accept} onFile={(file) => onFile(label, file)} />
  );
  await render(
    <>
      {zone('Video', 'video/*')}
      {zone('Photo', '.heic, image/png')}
      {zone('Any picture', 'image/*')}
    </>,
    { wrapper: stageQuery().wrapper },
  );
  const paste = (target: Element, name: string, type: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['?'], name, { type }));
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  };
  const { body } = document;
  paste(body, 'a.png', 'image/png');
  paste(body, 'b.HEIC', 'image/heic');
  paste(body, 'c.webp', 'image/webp');
  paste(body, 'd.mp4', 'video/mp4');
  paste(body, 'letter.pdf', 'application/pdf');
  // Whoever chose a field is told if it takes no such file.
  paste(page.getByLabelText('Video').element(), 'e.png', 'image/png');
  expect(onFile.mock.calls.map(([field, { name }]) => `${field}: ${name}`)).toEqual([
    'Photo: a.png',
    'Photo: b.HEIC',
    'Any picture: c.webp',
    'Video: d.mp4',
    'Video: e.png',
  ]);
});

it('shows its errors itself, even if the app has errors of others thrown', async () => {
  const thrown = { throwOnError: true };
  const queryClient = new QueryClient({ defaultOptions: { queries: thrown, mutations: thrown } });
  const { sandbox, wrapper } = stageQuery({ queryClient });
  await render(
    <>
      <ImageEditor defaultPrompt="x" />
      <VideoEditor jobId="job_unknown" />
    </>,
    { wrapper },
  );
  const said = () =>
    page
      .getByRole('alert')
      .elements()
      .map((alert) => alert.textContent);
  const tooMany = 'Too many requests. Wait a moment and try again.';
  await expect.poll(said).toEqual(['The video couldn’t be finished. Please try again.']);
  sandbox.failRequests({ status: 429 });
  sandbox.failRequests({ status: 429 });
  await userEvent.upload(source(), await cat());
  await userEvent.click(page.getByRole('button', { name: 'Edit' }).first());
  await expect.poll(said).toContain(tooMany);
  await userEvent.upload(
    page.getByLabelText(/Choose a video/),
    new File([await solidVideo('teal')], 'clip.webm', { type: 'video/webm' }),
  );
  await userEvent.click(page.getByRole('button', { name: 'Edit' }).last());
  await expect.poll(said).toEqual([tooMany, tooMany]);
});

it('shows the result although the app’s onResult throws', async () => {
  const thrown = vi.fn((event: ErrorEvent) => event.preventDefault());
  addEventListener('error', thrown);
  onTestFinished(() => removeEventListener('error', thrown));
  const onResult = () => {
    throw new Error('thrown by the app');
  };
  await render(<ImageEditor defaultPrompt="x" onResult={onResult} />, { wrapper: stageQuery().wrapper });
  await userEvent.upload(source(), await cat());
  await userEvent.click(page.getByRole('button', { name: 'Edit' }));
  await expect.element(page.getByRole('status')).toHaveTextContent('Done');
  await expect.element(page.getByRole('img', { name: 'After' })).toBeVisible();
  expect(thrown).toHaveBeenCalledOnce();
});

it('renders each part as an element of the app', async () => {
  await render(
    <ImageEditorRoot asChild defaultPrompt="x">
      <form id="root">
        <EditorSource asChild>
          <section id="source" />
        </EditorSource>
        <EditorReference asChild>
          <section id="reference" />
        </EditorReference>
        <EditorPrompt asChild>
          <textarea id="prompt" className="mine" />
        </EditorPrompt>
        <EditorSubmit asChild>
          <button type="button" id="submit" />
        </EditorSubmit>
        <EditorStatus asChild>
          <aside id="status" />
        </EditorStatus>
        <EditorResult asChild>
          <figure id="result" />
        </EditorResult>
      </form>
    </ImageEditorRoot>,
    { wrapper: stageQuery().wrapper },
  );
  await userEvent.upload(source(), await cat());
  await userEvent.click(page.getByRole('button', { name: 'Edit' }));
  await expect.element(page.getByRole('img', { name: 'After' })).toBeVisible();
  const classes = ['root', 'source', 'reference', 'prompt', 'submit', 'status', 'result'].map(
    (id) => document.getElementById(id)?.className,
  );
  expect(classes).toEqual(['', '', '', 'mine', '', '', '']);
  expect(document.querySelector('#source img')).not.toBeNull();
  expect(document.querySelector('#result figure, #result [type=range]')).not.toBeNull();
});

it('compares in an element of the app', async () => {
  await render(
    <ImageComparison asChild before="data:," after="data:,">
      <figure id="mine" />
    </ImageComparison>,
  );
  expect(document.querySelector('#mine [type=range]')).not.toBeNull();
});

it('the parts that say something are valid HTML in a paragraph, whatever they say', async () => {
  const stage = stageQuery();
  const { container } = await render(
    <ImageEditorRoot defaultPrompt="x">
      <EditorSource asChild>
        <p data-testid="source" />
      </EditorSource>
      <EditorStatus asChild>
        <p data-testid="status" />
      </EditorStatus>
      <EditorSubmit />
    </ImageEditorRoot>,
    { wrapper: stage.wrapper },
  );
  // A browser that reads it closes a paragraph before everything that HTML doesn't allow in one.
  const readAgain = () => {
    const copy = document.createElement('div');
    copy.innerHTML = container.innerHTML;
    return copy.innerHTML;
  };
  const zone = page.getByTestId('source').element();
  dropFile(zone, new File(['text'], 'notes.txt', { type: 'text/plain' }));
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(readAgain()).toBe(container.innerHTML);

  dropFile(zone, new File(['no picture'], 'photo.png', { type: 'image/png' }));
  await expect.element(page.getByText(/photo\.png/).first()).toBeVisible();
  expect(readAgain()).toBe(container.innerHTML);

  stage.sandbox.delayRequests(60_000);
  await userEvent.click(page.getByRole('button', { name: 'Edit' }));
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  expect(readAgain()).toBe(container.innerHTML);

  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  stage.sandbox.delayRequests(0);
  stage.sandbox.failRequests({ status: 429 });
  await userEvent.click(page.getByRole('button', { name: 'Edit' }));
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(readAgain()).toBe(container.innerHTML);
});
