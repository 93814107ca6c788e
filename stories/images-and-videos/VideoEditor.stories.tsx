import type { Meta, StoryContext, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { sandboxOf } from '../../.storybook/sandboxes';
import { VideoEditor } from '../../src/components/VideoEditor';
import { children } from '../support/children';
import { SampleButton } from '../support/SampleButton';
import { sampleVideo } from '../support/samples';

const meta = {
  title: 'Images and videos/VideoEditor',
  component: VideoEditor,
  args: { defaultPrompt: 'neon city at night', children: <SampleButton /> },
  argTypes: { children },
} satisfies Meta<typeof VideoEditor>;

export default meta;
type Story = StoryObj<typeof meta>;

async function edit(context: Pick<StoryContext, 'canvas' | 'canvasElement' | 'userEvent'>) {
  const { canvas, userEvent } = context;
  sandboxOf(context).jobTiming({ pendingMs: 300, processingMs: 300 });
  const field = canvas.getByLabelText('Choose a video, or drop one here');
  await userEvent.upload(field, await sampleVideo(400));
  await userEvent.click(await canvas.findByRole('button', { name: 'Edit' }));
}

/** A job with its progress, and the resulting video. */
export const DropIn: Story = {
  async play(context) {
    const { canvas } = context;
    await edit(context);
    await expect(await canvas.findByText('In line…')).toBeVisible();
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Done'));
    await expect(canvas.getByLabelText('After')).toBeVisible();
  },
};

function Reloadable() {
  const [visit, setVisit] = useState(1);
  const [jobId, setJobId] = useState<string | null>(null);
  return (
    <div className="playground-stack">
      <div className="playground-row">
        <button type="button" className="decart-secondary" onClick={() => setVisit(visit + 1)}>
          Leave and come back
        </button>
        <span>{jobId ? `The job is ${jobId}.` : 'No job yet.'}</span>
      </div>
      <VideoEditor key={visit} defaultPrompt="neon city at night" jobId={jobId} onJobChange={setJobId}>
        <SampleButton />
      </VideoEditor>
    </div>
  );
}

/** A job continues while nobody watches, and is resumed by its id. */
export const Resume: Story = {
  render: () => <Reloadable />,
  async play(context) {
    const { canvas, userEvent } = context;
    const sandbox = sandboxOf(context);
    sandbox.holdJobs();
    await edit(context);
    await expect(await canvas.findByText(/^The job is job_/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Leave and come back' }));
    await expect(await canvas.findByText('In line…')).toBeVisible();
    sandbox.releaseJobs();
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Done'));
    await expect(sandbox.jobs).toHaveLength(1);
  },
};

/** The button that started it cancels it, at once. */
export const Cancel: Story = {
  async play(context) {
    const { canvas, userEvent } = context;
    sandboxOf(context).holdJobs();
    await edit(context);
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel' }));
    await expect(await canvas.findByRole('button', { name: 'Edit' })).toHaveFocus();
  },
};

export const JobFailed: Story = {
  beforeEach: (context) => sandboxOf(context).failJobs(Number.POSITIVE_INFINITY),
  async play(context) {
    await edit(context);
    const alert = await context.canvas.findByRole('alert');
    await expect(alert).toHaveTextContent(/couldn’t be finished/);
  },
};

/** A poll that fails for a temporary reason does not lose the job. */
export const PassingFailure: Story = {
  beforeEach: (context) => sandboxOf(context).failRequests({ status: 503, method: 'GET' }),
  async play(context) {
    const { canvas } = context;
    await edit(context);
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('Done'));
    await expect(sandboxOf(context).requests.some(({ status }) => status === 503)).toBe(true);
  },
};
