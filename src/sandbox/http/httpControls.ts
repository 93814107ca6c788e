import { check, checkAll, checkSet, someMs, wholeFrom } from '../checks';
import { type JobStore, type JobTiming, type SandboxJob, TIMING_RULES } from './jobStore';
import {
  BREAK_RULES,
  type ConnectionBreak,
  FAILURE_RULES,
  failureResponse,
  type RequestFailure,
  type RequestFaults,
} from './requestFaults';
import type { RequestLog, SandboxRequest } from './requestLog';

/** Controls for the sandbox's HTTP half, for a test or a story. */
export interface HttpControls {
  /** The HTTP requests received so far, oldest first (the last thousand). */
  readonly requests: readonly SandboxRequest[];
  /** Forgets the requests received so far. */
  clearRequests: () => void;
  /** The jobs submitted so far, oldest first. */
  readonly jobs: readonly SandboxJob[];
  /**
   * The next `count` jobs to finish end as `failed`.
   * @defaultValue 1
   * @example sandbox.failJobs();
   */
  failJobs: (count?: number) => void;
  /** Jobs keep their status, and new ones stay pending, until `stepJobs` or `releaseJobs`. */
  holdJobs: () => void;
  /** Moves every unfinished job to its next status; resolves when they have reached it. */
  stepJobs: () => Promise<void>;
  /** Ends `holdJobs`: jobs continue by the clock. */
  releaseJobs: () => void;
  /**
   * How long jobs take, from their next status on.
   * @example sandbox.jobTiming({ pendingMs: 0, processingMs: 5000 });
   */
  jobTiming: (timing: JobTiming) => void;
  /**
   * The next requests are answered with this HTTP status, and are not carried out.
   * @example sandbox.failRequests({ status: 429, retryAfter: 2, path: '/v1/jobs' });
   */
  failRequests: (failure: RequestFailure) => void;
  /**
   * The connection of the next requests breaks: `fetch` rejects with a `TypeError`.
   * @example sandbox.breakConnections({ path: '/v1/jobs', when: 'after' });
   */
  breakConnections: (options?: ConnectionBreak) => void;
  /** Cancels pending request faults and `failJobs`. */
  clearRequestFaults: () => void;
  /** From now on every HTTP request is answered this much later, in ms. */
  delayRequests: (ms: number) => void;
}

interface HttpParts {
  jobs: JobStore;
  faults: RequestFaults;
  log: RequestLog;
  network: { latencyMs: number };
}

export function createHttpControls({ jobs, faults, log, network }: HttpParts): HttpControls {
  return {
    get requests() {
      return log.entries;
    },
    clearRequests: log.clear,
    get jobs() {
      return jobs.list();
    },
    failJobs(count = 1) {
      check('failJobs', count, wholeFrom(0));
      jobs.fail(count);
    },
    holdJobs: jobs.hold,
    stepJobs: jobs.step,
    releaseJobs: jobs.release,
    jobTiming(timing) {
      checkAll('jobTiming', timing, TIMING_RULES);
      jobs.setTiming(timing);
    },
    failRequests(failure) {
      checkAll('failRequests', failure, FAILURE_RULES);
      checkSet('failRequests.status', failure.status, FAILURE_RULES.status);
      faults.add(failure, { kind: 'answer', answer: () => failureResponse(failure) });
    },
    breakConnections(options = {}) {
      checkAll('breakConnections', options, BREAK_RULES);
      faults.add(options, { kind: 'break', when: options.when ?? 'before' });
    },
    clearRequestFaults() {
      faults.clear();
      jobs.fail(0);
    },
    delayRequests(ms) {
      checkSet('delayRequests', ms, someMs);
      network.latencyMs = ms;
    },
  };
}
