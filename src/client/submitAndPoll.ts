import type {
  QueueClient,
  QueueJobResult,
  QueueSubmitAndPollOptions,
  VideoModelDefinition,
} from '@decartai/sdk';
import { abortable } from '../errors/abortable';

const FIRST_POLL = 500;
const POLL_INTERVAL = 1_500;

/**
 * The SDK's `submitAndPoll`, made of three calls that each get their own token. The SDK's own keeps its first token, and
 * a job may outlive it. Aborting ends the polling at once.
 */
export async function submitAndPoll<T extends VideoModelDefinition>(
  queue: Pick<QueueClient, 'submit' | 'status' | 'result'>,
  options: QueueSubmitAndPollOptions<T>,
): Promise<QueueJobResult> {
  const { signal, onStatusChange } = options;
  const { job_id, status } = await queue.submit(options);
  onStatusChange?.({ job_id, status });

  for (let wait = FIRST_POLL; ; wait = POLL_INTERVAL) {
    await sleep(wait, signal);
    const job = await abortable(queue.status(job_id), signal);
    onStatusChange?.(job);
    if (job.status === 'completed') {
      return { status: 'completed', job_id, data: await abortable(queue.result(job_id), signal) };
    }
    if (job.status === 'failed') return { status: 'failed', job_id, error: 'Job failed' };
  }
}

async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const woken = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await abortable(woken, signal).finally(() => clearTimeout(timer));
}
