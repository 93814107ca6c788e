/**
 * An answer that is not the one asked for. It is thrown anywhere on the way and becomes the response in one place.
 * `detail` goes to the client, so it never holds anything that only the server may know.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/** The shape of Decart's own errors, `detail`, so that the SDK and its users read both in the same way. */
export function errorResponse({ status, code, detail, headers }: HttpError): Response {
  return Response.json({ detail, code }, { status, headers });
}

/** What the client is told about everything that only the server's log may explain. */
export function serverError(): HttpError {
  return new HttpError(500, 'SERVER_ERROR', 'Something went wrong on the server.');
}

/** Something that the server needs for its answer is down. */
export function unavailable(): HttpError {
  return new HttpError(503, 'UNAVAILABLE', "The server can't answer at the moment. Try again.", {
    'retry-after': '2',
  });
}

/** The client went away before it was answered; nobody reads this. 499 is what nginx logs for it. */
export function clientGone(): HttpError {
  return new HttpError(499, 'ABORTED', 'The client closed the request.');
}
