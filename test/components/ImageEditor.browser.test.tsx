import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { EditorSubmit } from '../../src/components/editor/EditorActions';
import { EditorResult } from '../../src/components/editor/EditorResult';
import { EditorSource } from '../../src/components/editor/EditorSource';
import { useEditor } from '../../src/components/editor/editor';
import { ImageEditorRoot } from '../../src/components/editor/ImageEditorRoot';
import { ImageEditor, type ImageEditorProps } from '../../src/components/ImageEditor';
import { de } from '../../src/locales/de';
import { averageColor, colorDistance, solidImage } from '../support/media';
import { aWhile, countObjectUrls, stageQuery } from '../support/renderQuery';

async function cat(name = 'cat.png', color = 'rgb(30, 120, 200)') {
  return new File([await solidImage(color)], name, { type: 'image/png' });
}

async function open(props: ImageEditorProps = {}) {
  const stage = stageQuery();
  const screen = await render(<ImageEditor {...props} />, { wrapper: stage.wrapper });
  return { ...stage, ...screen };
}

const field = () => page.getByLabelText('Choose an image, or drop one here');
const editButton = () => page.getByRole('button', { name: 'Edit' });
const after = () => page.getByRole('img', { name: 'After' });

function Suggestion() {
  const { prompt, setPrompt } = useEditor();
  return (
    <button type="button" onClick={() => setPrompt('oil painting')}>
      {prompt || 'Vorschlag'}
    </button>
  );
}

/** The app's own part, which accepts a file at any time. */
function Take({ file }: { file: File }) {
  const { setFile } = useEditor();
  return (
    <button type="button" onClick={() => setFile(file)}>
      {file.name}
    </button>
  );
}

function transferOf(file: File): DataTransfer {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  return transfer;
}

it('edits an image: choose, describe, edit, compare, download', async () => {
  const urls = countObjectUrls();
  const onResult = vi.fn();
  const { unmount } = await open({ onResult });
  await expect.element(editButton()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.upload(field(), await cat());
  await expect.element(page.getByRole('img', { name: 'Before' })).toBeVisible();
  await expect.element(editButton()).toHaveAttribute('aria-disabled', 'true');
  await userEvent.fill(page.getByLabelText('What should change?'), 'oil painting');
  await userEvent.click(editButton());
  await expect.element(after()).toBeVisible();
  await expect.element(page.getByRole('status')).toHaveTextContent('Done');
  const shown = await (await fetch(after().element().getAttribute('src') ?? '')).blob();
  expect(colorDistance(await averageColor(shown), [30, 120, 200])).toBeGreaterThan(20);
  expect(onResult).toHaveBeenCalledExactlyOnceWith(expect.any(Blob));
  const download = page.getByRole('link', { name: 'Download' });
  await expect.element(download).toHaveAttribute('download', 'cat-edited.png');
  expect(download.element().getAttribute('href')).toBe(after().element().getAttribute('src'));
  const slider = page.getByRole('slider', { name: 'Compare before and after' });
  await userEvent.click(slider);
  await userEvent.keyboard('{End}');
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0% edited');
  await unmount();
  await expect.poll(urls.alive).toBe(0);
});

it('says that the browser is offline, and continues when the network is back', async () => {
  const { sandbox } = await open({ defaultPrompt: 'oil painting' });
  await userEvent.upload(field(), await cat());
  sandbox.offline();
  await userEvent.click(editButton());
  await expect.element(page.getByRole('status')).toHaveTextContent('Waiting for the network…');
  expect(sandbox.requests).toEqual([]);
  sandbox.online();
  await expect.element(page.getByRole('status')).toHaveTextContent('Done');
});

it('can be used with the keyboard alone', async () => {
  const { sandbox } = await open();
  await userEvent.tab();
  await expect.element(field()).toHaveFocus();
  await userEvent.upload(field(), await cat());
  // It is the same field, so the focus stays where it was.
  await expect.element(page.getByLabelText('Replace cat.png')).toHaveFocus();
  await userEvent.tab();
  await userEvent.keyboard('a neon city');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(after()).toBeVisible();
  expect(sandbox.requests[0]?.fields.prompt).toBe('a neon city');
});

it('accepts a picture that is dropped or pasted', async () => {
  const { container } = await open();
  const zone = container.querySelector<HTMLElement>('.decart-drop');
  const dataTransfer = transferOf(await cat('dropped.png'));
  const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
  zone?.dispatchEvent(over);
  expect(over.defaultPrevented).toBe(true);
  await expect.element(zone).toHaveAttribute('data-state', 'over');
  zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.element(page.getByLabelText('Replace dropped.png')).toBeInTheDocument();
  await expect.element(zone).toHaveAttribute('data-state', 'idle');
  const clipboardData = transferOf(await cat('pasted.png'));
  page
    .getByLabelText('Replace dropped.png')
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  await expect.element(page.getByLabelText('Replace pasted.png')).toBeInTheDocument();
});

it('says why it refuses a file, and keeps the one before', async () => {
  const { container, sandbox } = await open();
  await userEvent.upload(field(), await cat());
  const zone = container.querySelector<HTMLElement>('.decart-drop');
  const dataTransfer = transferOf(new File(['x'], 'clip.mp4', { type: 'video/mp4' }));
  zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.element(page.getByRole('alert')).toHaveTextContent('Choose an image. This file is video/mp4.');
  await expect.element(page.getByLabelText('Replace cat.png')).toBeInTheDocument();
  await userEvent.upload(page.getByLabelText('Replace cat.png'), await cat('other.png'));
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(sandbox.requests).toHaveLength(0);
});

it('says it in the language of its labels', async () => {
  await open({ labels: de });
  const chosen = page.getByLabelText('Bild auswählen oder hier ablegen');
  await userEvent.upload(chosen, new File(['x'], 'clip.mp4', { type: 'video/mp4' }));
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Wählen Sie ein Bild aus. Diese Datei ist vom Typ video/mp4.');
});

it('keeps its result when that of the previous model arrives later', async () => {
  const onResult = vi.fn();
  const { sandbox, rerender } = await open({ onResult, defaultPrompt: 'oil painting' });
  await userEvent.upload(field(), await cat());
  sandbox.delayRequests(3000);
  await userEvent.click(editButton());
  await expect.poll(() => sandbox.requests.length).toBe(1);
  sandbox.delayRequests(0);
  await rerender(<ImageEditor model="lucy-image-latest" onResult={onResult} />);
  await userEvent.click(editButton());
  await expect.element(after()).toBeVisible();
  await expect.poll(() => onResult.mock.calls.length, { timeout: 20_000 }).toBe(2);
  await aWhile();
  await expect.element(after()).toBeVisible();
});

it('shows no result of another file, or of another model', async () => {
  const onResult = vi.fn();
  const { sandbox, wrapper } = stageQuery();
  const release = sandbox.hold('token');
  const [first, second] = [await cat('first.png'), await cat('second.png', 'red')];
  const at = (model: ImageEditorProps['model']) => (
    <ImageEditorRoot defaultPrompt="x" onResult={onResult} model={model}>
      <Take file={first} />
      <Take file={second} />
      <EditorSubmit />
      <EditorResult />
    </ImageEditorRoot>
  );
  const { rerender } = await render(at('lucy-image-2'), { wrapper });
  await userEvent.click(page.getByRole('button', { name: 'first.png' }));
  await userEvent.click(editButton());
  await expect.poll(() => sandbox.tokenRequests).toBe(1);
  await userEvent.click(page.getByRole('button', { name: 'second.png' }));
  release();
  await aWhile(250);
  await expect.element(after()).not.toBeInTheDocument();
  expect(onResult).not.toHaveBeenCalled();

  sandbox.delayRequests(300);
  await userEvent.click(editButton());
  await expect.poll(() => sandbox.requests).toHaveLength(1);
  await rerender(at('lucy-image-latest'));
  await expect.poll(() => onResult.mock.calls.length).toBe(1);
  await expect.element(after()).not.toBeInTheDocument();
  await expect.element(editButton()).not.toHaveAttribute('aria-disabled');
});

it('can be cancelled with the button that started it', async () => {
  const onError = vi.fn();
  const { sandbox } = await open({ defaultPrompt: 'x', onError });
  sandbox.delayRequests(60_000);
  await userEvent.upload(field(), await cat());
  await userEvent.click(editButton());
  await expect.element(page.getByRole('status')).toHaveTextContent('Editing…');
  await expect.element(page.getByLabelText('Replace cat.png')).toHaveAttribute('aria-disabled', 'true');
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await expect.element(cancel).toHaveFocus();
  await userEvent.click(cancel);
  await expect.element(editButton()).toHaveFocus();
  await expect.element(page.getByRole('status')).toHaveTextContent('');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(onError).not.toHaveBeenCalled();
});

it('shows what went wrong, next to the last result', async () => {
  const onError = vi.fn();
  const { sandbox, container } = await open({ defaultPrompt: 'x', onError });
  await userEvent.upload(field(), await cat());
  await userEvent.click(editButton());
  await expect.element(after()).toBeVisible();
  sandbox.failRequests({ status: 429 });
  await userEvent.fill(page.getByLabelText('What should change?'), 'y');
  await userEvent.click(editButton());
  await expect.element(page.getByRole('alert')).toHaveTextContent('Too many requests');
  await expect
    .element(container.querySelector<HTMLElement>('.decart-editor'))
    .toHaveAttribute('data-state', 'error');
  await expect.element(after()).toBeVisible();
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'RATE_LIMITED' }));
  await userEvent.click(editButton());
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

it('takes a reference image', async () => {
  const { sandbox } = await open({ defaultPrompt: 'x', reference: true });
  await userEvent.upload(field(), await cat());
  await userEvent.upload(page.getByLabelText('Add a reference image'), await cat('dog.png', 'red'));
  await userEvent.click(editButton());
  await expect.element(after()).toBeVisible();
  expect(sandbox.requests[0]?.fields.reference_image).toMatchObject({ name: 'dog.png' });
  await userEvent.click(page.getByRole('button', { name: 'Remove the reference image' }));
  await expect.element(page.getByLabelText('Add a reference image')).toBeInTheDocument();
});

it('consists of parts that can be rearranged, translated and extended', async () => {
  const { wrapper, sandbox } = stageQuery();
  await render(
    <ImageEditorRoot
      labels={{
        editorSubmit: 'Bearbeiten',
        editorChooseImage: 'Bild wählen',
        editorReplaceFile: '{name} ersetzen',
      }}
    >
      <EditorSource />
      <Suggestion />
      <EditorSubmit />
    </ImageEditorRoot>,
    { wrapper },
  );
  await userEvent.upload(page.getByLabelText('Bild wählen'), await cat());
  await expect.element(page.getByLabelText('cat.png ersetzen')).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Vorschlag' }));
  await userEvent.click(page.getByRole('button', { name: 'Bearbeiten' }));
  await expect.poll(() => sandbox.requests[0]?.fields.prompt).toBe('oil painting');
});
