export interface StartedWorker {
  readonly worker: Worker;
  stop(): void;
}

/**
 * Starts a worker from the text of its program, so that no bundler has to know of a worker file. A content security policy
 * may forbid it: then the worker has an `error` event.
 *
 * @throws `TypeError` where Trusted Types refuse an address that is plain text
 */
export function startWorker(program: string, name: string): StartedWorker {
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  try {
    const worker = new Worker(url, { name });
    return {
      worker,
      stop() {
        worker.terminate();
        URL.revokeObjectURL(url);
      },
    };
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
}
