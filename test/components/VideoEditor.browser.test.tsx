import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { EditorSubmit } from '../../src/components/editor/EditorActions';
import { EditorResult } from '../../src/components/editor/EditorResult';
import { EditorStatus } from '../../src/components/editor/EditorStatus';
import { useEditor } from '../../src/components/editor/editor';
import { VideoEditorRoot } from '../../src/components/editor/VideoEditorRoot';
import { VideoEditor, type VideoEditorProps } from '../../src/components/VideoEditor';
import { useQueue } from '../../src/query/useQueue';
import { solidImage, solidVideo } from '../support/media';
import { aWhile, countObjectUrls, type QueryStage, stageQuery } from '../support/renderQuery';

const FAST = { pollInterval: 100 };

async function clip() {
  return new File([await solidVideo('teal')], 'clip.webm', { type: 'video/webm' });
}

async function open(props: VideoEditorProps = {}, stage = stageQuery()) {
  const screen = await render(<VideoEditor {...FAST} {...props} />, { wrapper: stage.wrapper });
  return { ...stage, ...screen };
}

/** A job that nobody polls any more. */
async function submit(stage: QueryStage): Promise<string> {
  const { result, unmount } = await stage.render(() => useQueue('lucy-2.5'));
  result.current.mutate({ prompt: '', data: await clip() });
  await expect.poll(() => result.current.jobId).not.toBeNull();
  const { jobId } = result.current;
  await unmount();
  return jobId ?? '';
}

const field = () => page.getByLabelText('Choose a video, or drop one here');
const editButton = () => page.getByRole('button', { name: 'Edit' });
const status = () => page.getByRole('status');
const result = () => document.querySelector<HTMLVideoElement>('video[data-decart-video="result"]');

/** The app's own part, which accepts a file at any time. */
function Take({ file }: { file: File }) {
  const { setFile } = useEditor();
  return (
    <button type="button" onClick={() => setFile(file)}>
      Take
    </button>
  );
}

/** An app that passes back the job id that it received. */
function App({ model, file }: { model?: VideoEditorProps['model']; file: File }) {
  const [jobId, setJobId] = useState<string | null>(null);
  return (
    <VideoEditorRoot {...FAST} model={model} defaultPrompt="x" jobId={jobId} onJobChange={setJobId}>
      <Take file={file} />
      <EditorSubmit />
      <EditorStatus />
      <EditorResult />
    </VideoEditorRoot>
  );
}

it('edits a video, shows progress, and plays the result', async () => {
  const urls = countObjectUrls();
  const onJobChange = vi.fn();
  const { sandbox, unmount } = await open({ onJobChange });
  sandbox.holdJobs();
  await userEvent.upload(field(), await clip());
  // An empty prompt is fine for this model.
  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('In line…');
  expect(onJobChange).toHaveBeenCalledExactlyOnceWith(sandbox.jobs[0]?.id);
  await expect.element(page.getByRole('timer')).toHaveTextContent('0:0');
  await sandbox.stepJobs();
  await expect.element(status()).toHaveTextContent('Editing…');
  await sandbox.stepJobs();
  await expect.element(status()).toHaveTextContent('Done');
  await expect.poll(() => result()?.currentTime).toBeGreaterThan(0);
  await expect
    .element(page.getByRole('link', { name: 'Download' }))
    .toHaveAttribute('download', 'clip-edited.mp4');
  await unmount();
  await expect.poll(urls.alive).toBe(0);
});

it('resumes a job after a reload, and lets another edit replace it', async () => {
  const stage = stageQuery();
  const onJobChange = vi.fn();
  const first = await open({ onJobChange }, stage);
  stage.sandbox.holdJobs();
  await userEvent.upload(field(), await clip());
  await userEvent.click(editButton());
  await expect.poll(() => onJobChange.mock.calls.length).toBe(1);
  const jobId = onJobChange.mock.calls[0]?.[0];
  await first.unmount();

  await open({ jobId, onJobChange }, stage);
  await expect.element(status()).toHaveTextContent('In line…');
  await stage.sandbox.stepJobs();
  await stage.sandbox.stepJobs();
  await expect.poll(() => result()).not.toBeNull();
  await expect.element(status()).toHaveTextContent('Done');
  await userEvent.upload(field(), await clip());
  await expect.poll(() => result()).toBeNull();
  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('In line…');
  expect(onJobChange.mock.calls.at(-1)).toEqual([stage.sandbox.jobs[1]?.id]);
});

it('reports the result of a resumed job once', async () => {
  const stage = stageQuery();
  const onResult = vi.fn();
  const onError = vi.fn();
  const editor = (jobId: string) => <VideoEditor {...FAST} {...{ jobId, onResult, onError }} />;
  const jobId = await submit(stage);
  const { rerender } = await render(editor(jobId), { wrapper: stage.wrapper });
  await expect.poll(() => onResult.mock.calls).toEqual([[expect.any(Blob)]]);
  stage.sandbox.failJobs();
  await rerender(editor(await submit(stage)));
  await expect.poll(() => onError.mock.calls).toMatchObject([[{ code: 'JOB_FAILED' }]]);
  await rerender(editor(jobId));
  await expect.poll(() => result()).not.toBeNull();
  expect([onResult.mock.calls.length, onError.mock.calls.length]).toEqual([1, 1]);
});

it('resumes another job that it gets after an edit', async () => {
  const stage = stageQuery();
  const jobId = await submit(stage);
  const { rerender } = await open({}, stage);
  await userEvent.upload(field(), await clip());
  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('Done');
  const edited = result()?.src;
  await rerender(<VideoEditor {...FAST} jobId={jobId} />);
  await expect.poll(() => result()?.src).not.toBe(edited);
  await expect.element(status()).toHaveTextContent('Done');
});

it('can be cancelled, even if the job was resumed', async () => {
  const stage = stageQuery();
  const onJobChange = vi.fn();
  const first = await open({ onJobChange }, stage);
  stage.sandbox.holdJobs();
  await userEvent.upload(field(), await clip());
  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('In line…');
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  await expect.element(status()).toHaveTextContent('');
  expect(onJobChange.mock.calls).toEqual([[stage.sandbox.jobs[0]?.id], [null]]);
  await first.unmount();

  await open({ jobId: stage.sandbox.jobs[0]?.id }, stage);
  await expect.element(status()).toHaveTextContent('In line…');
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  await expect.element(status()).toHaveTextContent('');
  await expect.element(editButton()).toHaveAttribute('aria-disabled', 'true');
});

it('shows no result of another file, or of another model', async () => {
  const { sandbox, wrapper } = stageQuery();
  sandbox.holdJobs();
  const file = await clip();
  const take = () => userEvent.click(page.getByRole('button', { name: 'Take' }));
  const { rerender } = await render(<App file={file} />, { wrapper });
  await take();
  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('In line…');
  await take();
  await expect.element(editButton()).toBeEnabled();
  await expect.element(status()).toHaveTextContent('');

  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('In line…');
  await rerender(<App file={file} model="lucy-clip" />);
  await expect.element(status()).toHaveTextContent('');
  sandbox.releaseJobs();
  await expect.poll(() => sandbox.requests.some(({ path }) => path.endsWith('/content'))).toBe(true);
  await aWhile(100);
  expect(result()).toBeNull();
  await expect.element(editButton()).toBeEnabled();
});

it('shows that a job has failed', async () => {
  const { sandbox } = await open();
  sandbox.failJobs();
  await userEvent.upload(field(), await clip());
  await userEvent.click(editButton());
  await expect.element(page.getByRole('alert')).toHaveTextContent('The video couldn’t be finished.');
  await expect.element(editButton()).toBeEnabled();
});

it('restyles with a prompt or a reference image, whichever is set', async () => {
  const { sandbox } = await open({ model: 'lucy-restyle-2', reference: true });
  await userEvent.upload(field(), await clip());
  await expect.element(editButton()).toHaveAttribute('aria-disabled', 'true');
  const painting = new File([await solidImage('red')], 'painting.png', { type: 'image/png' });
  await userEvent.upload(page.getByLabelText('Add a reference image'), painting);
  await expect.element(page.getByLabelText('What should change?')).not.toBeInTheDocument();
  await userEvent.click(editButton());
  await expect.poll(() => sandbox.jobs).toHaveLength(1);
  expect(sandbox.requests[0]?.fields).toMatchObject({ reference_image: { name: 'painting.png' } });
});

it("says that it is waiting for the network while a submitted job can't be polled", async () => {
  const { sandbox } = await open();
  sandbox.holdJobs();
  await userEvent.upload(field(), await clip());
  await userEvent.click(editButton());
  await expect.element(status()).toHaveTextContent('In line…');
  sandbox.offline();
  await expect.element(status()).toHaveTextContent('Waiting for the network…');
  sandbox.online();
  await expect.element(status()).toHaveTextContent('In line…');
  sandbox.releaseJobs();
  await expect.element(status()).toHaveTextContent('Done');
});
