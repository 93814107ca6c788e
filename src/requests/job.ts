import type { JobStatus } from '@decartai/sdk';

/** The cached state of a job. Plain data, so that it can be persisted. */
export interface JobState {
  status: JobStatus;
  /** When it was submitted, or first seen in this page: ms since the epoch. */
  since: number;
  /** When it was first seen completed or failed. */
  until: number | null;
}

/** A job with its id. */
export interface Job extends JobState {
  id: string;
}

export function isOver(job: JobState | undefined): boolean {
  return job?.status === 'completed' || job?.status === 'failed';
}

/** Stores Decart's latest answer about a job. */
export function nextJobState(previous: JobState | undefined, status: JobStatus, now: number): JobState {
  const since = previous?.since ?? now;
  const over = status === 'completed' || status === 'failed';
  return { status, since, until: over ? (previous?.until ?? now) : null };
}
