export interface StartedWorker {
  readonly worker: Worker;
  stop(): void;
}

/**
 * Starts a worker from the text of its program, so that bundlers need no worker file. A content security policy may
 * forbid it: then the worker has an `error` event.
 *
 * @throws `TypeError` if Trusted Types refuse a URL that is a plain string
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
