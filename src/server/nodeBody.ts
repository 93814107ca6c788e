import type { NodeRequest } from './toNodeHandler';

/** A Node request's body as a standard stream. A chunk is read only when somebody asks for one. */
export function readNodeBody(request: NodeRequest): ReadableStream<Uint8Array> {
  if (request.readableEnded) return alreadyRead(request.rawBody);
  let wake = () => {};
  let ended = false;
  let broken = false;

  const onReadable = () => wake();
  const onEnd = () => {
    ended = true;
    wake();
  };
  const onBroken = () => {
    broken = true;
    wake();
  };
  function start(): void {
    request.on('readable', onReadable);
    request.on('end', onEnd);
    request.on('error', onBroken);
    request.on('close', onBroken);
  }
  function stop(): void {
    request.off('readable', onReadable);
    request.off('end', onEnd);
    request.off('close', onBroken);
    // The listener for errors stays: nobody else is there to hear that the client went away.
  }

  return new ReadableStream<Uint8Array>(
    {
      start,
      async pull(controller) {
        for (;;) {
          const chunk = request.read();
          if (chunk instanceof Uint8Array) return controller.enqueue(chunk);
          if (ended || broken) {
            stop();
            if (ended) return controller.close();
            throw new Error('The client closed the connection before it had sent the whole body.');
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
      cancel() {
        stop();
        wake();
        // It flows to nowhere: what stays unread would block the connection.
        request.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Some hosts read every body before the app sees the request, and leave the bytes. */
function alreadyRead(rawBody: unknown): ReadableStream<Uint8Array> {
  if (rawBody instanceof Uint8Array) {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(rawBody));
        controller.close();
      },
    });
  }
  throw new Error('The body of the request was read already. Mount the handler before any body parser.');
}
