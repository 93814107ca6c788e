import type { JobStatus } from '@decartai/sdk';
import { type Rule, someMs } from '../checks';
import { randomId } from '../randomId';
import type { ModelInputs } from './modelInputs';
import { errorResponse } from './responses';

/** A job, as a test sees it. */
export interface SandboxJob {
  /** The `job_id` that the client gets. */
  readonly id: string;
  readonly model: string;
  /** Null if there was none. */
  readonly prompt: string | null;
  readonly status: JobStatus;
}

export interface JobTiming {
  /** How long a job waits for its turn, in ms. @defaultValue 400 */
  pendingMs?: number | undefined;
  /** How long it is processed, in ms, at a minimum: rendering the video takes additional time. @defaultValue 1200 */
  processingMs?: number | undefined;
}

export const TIMING_RULES = { pendingMs: someMs, processingMs: someMs } satisfies Record<
  keyof JobTiming,
  Rule
>;

interface Job {
  id: string;
  model: string;
  inputs: ModelInputs;
  status: JobStatus;
  video: Promise<Blob> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export interface JobStore {
  submit(model: string, inputs: ModelInputs): Response;
  status(id: string): Response;
  content(id: string): Promise<Response>;
  list(): SandboxJob[];
  setTiming(timing: JobTiming): void;
  hold(): void;
  step(): Promise<void>;
  release(): void;
  fail(count: number): void;
  dispose(): void;
}

/** Renders a job's video; `signal` aborts with the sandbox. */
export type RenderVideo = (inputs: ModelInputs, signal: AbortSignal) => Promise<Blob>;

/** The queue: pending, processing, then completed or failed, by the clock or manually. */
export function createJobStore(render: RenderVideo): JobStore {
  const jobs = new Map<string, Job>();
  const disposal = new AbortController();
  let timing = { pendingMs: 400, processingMs: 1200 };
  let held = false;
  let failuresLeft = 0;

  /** Moves to the next status; resolves when it has reached it. */
  async function advance(job: Job): Promise<void> {
    clearTimeout(job.timer);
    if (job.status === 'pending') {
      job.status = 'processing';
      job.video = render(job.inputs, disposal.signal);
      // A video that can't be rendered fails its job below; until then the rejection must not count as unhandled.
      job.video.catch(() => undefined);
      schedule(job);
    } else if (job.status === 'processing') {
      if (failuresLeft > 0) {
        failuresLeft -= 1;
        job.status = 'failed';
        return;
      }
      const outcome = await job.video?.then(
        () => 'completed' as const,
        () => 'failed' as const,
      );
      if (job.status === 'processing') job.status = outcome ?? 'failed';
    }
  }

  function schedule(job: Job): void {
    clearTimeout(job.timer);
    if (held || disposal.signal.aborted) return;
    if (job.status !== 'pending' && job.status !== 'processing') return;
    const delay = job.status === 'pending' ? timing.pendingMs : timing.processingMs;
    job.timer = setTimeout(() => void advance(job), delay);
  }

  function describe({ id, status }: Job): Response {
    return Response.json({ job_id: id, status });
  }

  return {
    submit(model, inputs) {
      const id = `job_${randomId(32)}`;
      const job: Job = { id, model, inputs, status: 'pending', video: null, timer: undefined };
      jobs.set(id, job);
      schedule(job);
      return describe(job);
    },
    status(id) {
      const job = jobs.get(id);
      return job ? describe(job) : errorResponse(404, 'Job not found');
    },
    async content(id) {
      const job = jobs.get(id);
      if (!job) return errorResponse(404, 'Job not found');
      if (job.status !== 'completed' || !job.video) {
        return errorResponse(400, `Job is not completed (status: ${job.status})`);
      }
      const video = await job.video;
      return new Response(video, { headers: { 'content-type': video.type } });
    },
    list: () =>
      [...jobs.values()].map(({ id, model, inputs, status }) => ({
        id,
        model,
        prompt: inputs.prompt,
        status,
      })),
    setTiming({ pendingMs = timing.pendingMs, processingMs = timing.processingMs }) {
      timing = { pendingMs, processingMs };
    },
    hold() {
      held = true;
      for (const job of jobs.values()) clearTimeout(job.timer);
    },
    async step() {
      await Promise.all([...jobs.values()].map(advance));
    },
    release() {
      held = false;
      for (const job of jobs.values()) schedule(job);
    },
    fail(count) {
      failuresLeft = count;
    },
    dispose() {
      disposal.abort();
      for (const job of jobs.values()) clearTimeout(job.timer);
    },
  };
}
