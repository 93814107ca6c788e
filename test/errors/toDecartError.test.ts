import { createDecartClient, models, noopLogger } from '@decartai/sdk';
import { describe, expect, it } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { toDecartError } from '../../src/errors/toDecartError';

const sdk = createDecartClient({ apiKey: 'ek_test', logger: noopLogger, telemetry: false });

/** Errors as the SDK throws them. */
async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

it('returns a DecartError as it is', () => {
  const error = new DecartError('ABORTED', 'no', { fatal: false });
  expect(toDecartError(error, 'UNKNOWN')).toBe(error);
});

it("recognizes another bundle's DecartError", () => {
  const other = Object.assign(new Error('Too many.', { cause: 'x' }), {
    name: 'DecartError',
    code: 'RATE_LIMITED',
    status: 429,
    retryable: true,
    fatal: false,
  });
  const error = toDecartError(other);
  expect(error).toBeInstanceOf(DecartError);
  expect(error).toMatchObject({
    code: 'RATE_LIMITED',
    message: 'Too many.',
    status: 429,
    fatal: false,
    cause: 'x',
  });
});

it.each([
  [undefined, 'It failed without a reason.'],
  [null, 'It failed without a reason.'],
  [42, 'It failed without a reason.'],
  [{}, 'It failed without a reason.'],
  ['out of paper', 'out of paper'],
  [new Error('out of paper'), 'out of paper'],
])('makes an error from %j', (thrown, message) => {
  expect(toDecartError(thrown)).toMatchObject({ code: 'UNKNOWN', message });
  expect(toDecartError(thrown, 'JOB_FAILED').code).toBe('JOB_FAILED');
});

it.each(['ERR_NETWORK', 'ENOENT', 'ERR_INVALID_URL'])(
  "doesn't pass on codes of other libraries: %s",
  (code) => {
    const error = toDecartError(Object.assign(new Error('x'), { code }), 'PROCESSING_ERROR');
    expect(error).toMatchObject({ code: 'PROCESSING_ERROR', message: 'x' });
  },
);

it('accepts codes that a newer SDK may have, from its plain objects', () => {
  expect(toDecartError({ code: 'NEW_KIND_OF_ERROR', message: 'x' }).code).toBe('NEW_KIND_OF_ERROR');
});

it('ignores codes that are not of this family', () => {
  expect(toDecartError(Object.assign(new Error('x'), { code: 20 }), 'WEBRTC_ICE_ERROR').code).toBe(
    'WEBRTC_ICE_ERROR',
  );
});

it.each([
  new DOMException('The user aborted a request.', 'AbortError'),
  new DOMException('signal timed out', 'TimeoutError'),
  new Error('Polling aborted'),
])("treats %s as the caller's own abort", (thrown) => {
  expect(toDecartError(thrown, 'PROCESSING_ERROR')).toMatchObject({ code: 'ABORTED', retryable: false });
});

it('blames the network when fetch failed', () => {
  const error = toDecartError(new TypeError('Failed to fetch'), 'QUEUE_STATUS_ERROR');
  expect(error).toMatchObject({ code: 'QUEUE_STATUS_ERROR', retryable: true });
  expect(error.message).toContain('network');
});

describe('HTTP answers', () => {
  const processing = (text: string) => ({ code: 'PROCESSING_ERROR', message: `Processing failed: ${text}` });
  const submit = (status: number, text: string) => ({
    code: 'QUEUE_SUBMIT_ERROR',
    message: `Failed to submit job: ${status} - ${text}`,
    data: { status },
  });

  it.each([
    [processing('401 - Invalid key'), { code: 'UNAUTHORIZED', status: 401, retryable: false }],
    [submit(401, 'Invalid key'), { code: 'UNAUTHORIZED', status: 401 }],
    [submit(403, 'Model not permitted'), { code: 'MODEL_NOT_ALLOWED', status: 403 }],
    [submit(403, 'Origin not allowed'), { code: 'QUEUE_SUBMIT_ERROR', status: 403, retryable: false }],
    [processing('415 - Unsupported media type'), { code: 'INVALID_INPUT', status: 415 }],
    [processing('429 - Slow down'), { code: 'RATE_LIMITED', status: 429, retryable: true }],
    [processing('400 - Prompt is too long'), { code: 'INVALID_INPUT', status: 400 }],
    [processing('500 - Unknown error'), { code: 'PROCESSING_ERROR', status: 500, retryable: true }],
    [submit(402, 'Out of credits'), { code: 'QUEUE_SUBMIT_ERROR', status: 402, retryable: false }],
  ])('%j', (thrown, expected) => {
    expect(toDecartError(thrown)).toMatchObject(expected);
  });

  it.each([
    [402, 'PAYMENT_REQUIRED', 'PAYMENT_REQUIRED'],
    [403, 'NOT_ALLOWED', 'NOT_ALLOWED'],
    [403, 'ORIGIN_NOT_ALLOWED', 'NOT_ALLOWED'],
    [403, 'HOST_NOT_ALLOWED', 'NOT_ALLOWED'],
    [401, 'UNAUTHORIZED', 'UNAUTHORIZED'],
    [429, 'RATE_LIMITED', 'RATE_LIMITED'],
  ])('a proxy that refuses a file with %i and %s is a %s, with its words', (status, code, expected) => {
    const body = JSON.stringify({ detail: 'Your plan has no edits.', code });
    const message = `Failed to upload file: ${status} - ${body}`;
    const error = toDecartError({ code: 'FILES_UPLOAD_ERROR', message, data: { status } });
    expect(error).toMatchObject({ code: expected, status, detail: 'Your plan has no edits.' });
    expect(error.message).toContain(': Your plan has no edits.');
  });

  it.each([processing('403 - Your plan has no edits.'), submit(403, 'Your plan has no edits.')])(
    'a proxy that refuses a user is not about a model: %j',
    (thrown) => {
      const error = toDecartError(thrown);
      expect(error).toMatchObject({ code: 'NOT_ALLOWED', status: 403, detail: 'Your plan has no edits.' });
      expect(error.message).toMatch(/\(HTTP 403\): Your plan has no edits\.$/);
    },
  );

  it.each(['Forbidden', '', 'Permission denied', 'The model "lucy-2.5" may not be used here.'])(
    'a 403 with the words "%s" is about the model',
    (words) => {
      expect(toDecartError(submit(403, words)).code).toBe('MODEL_NOT_ALLOWED');
    },
  );

  it('a viewer that the proxy refuses is not about a model', () => {
    const message =
      'watch-stream request failed (403): {"detail":"You may not watch this.","code":"NOT_ALLOWED"}';
    expect(toDecartError(new Error(message), 'WEBRTC_SIGNALING_ERROR')).toMatchObject({
      code: 'NOT_ALLOWED',
      message: 'watch-stream request failed (HTTP 403): You may not watch this.',
    });
  });

  it("repeats the server's message, whatever its shape", () => {
    expect(toDecartError(submit(500, 'Internal error.')).message).toBe(
      'Failed to submit job (HTTP 500): Internal error. Try again in a moment.',
    );
    const file = {
      code: 'FILES_GET_ERROR',
      message: 'Failed to get file: 404 - {"detail":"No such file"}',
      data: { status: 404 },
    };
    expect(toDecartError(file).message).toBe('Failed to get file (HTTP 404): No such file.');
  });

  it('hides the HTML page of a failing gateway', () => {
    const page = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>…</body>\r\n</html>';
    expect(toDecartError(processing(`502 - ${page}`)).message).toBe(
      'Processing failed (HTTP 502). Try again in a moment.',
    );
    expect(toDecartError(processing('401 - <html></html>')).message).toMatch(/^Not authorized\. Check /);
  });

  it.each([
    ['nginx', '<html>\r\n<head><title>413 Request Entity Too Large</title></head></html>'],
    ['Vercel', 'Request Entity Too Large\n\nFUNCTION_PAYLOAD_TOO_LARGE\n\nfra1::abc'],
    ['a host that says nothing', ''],
  ])('blames the host, and not Decart, for a body that is too large for %s', (_host, body) => {
    const error = toDecartError(submit(413, body));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', status: 413, retryable: false });
    expect(error.message).toMatch(/too large for a server on the way to Decart.*nginx.*Vercel 4\.5 MB/);
  });

  it('repeats what Decart and the proxy say about a body that is too large', () => {
    expect(toDecartError(submit(413, '{"detail":"A body may have at most 1000 bytes here."}')).message).toBe(
      "Decart didn't accept the input: A body may have at most 1000 bytes here.",
    );
  });

  it('mentions the model only if one was requested', () => {
    const refused = (code: string) => ({
      code,
      message: 'Failed to get it: 403 - Forbidden',
      data: { status: 403 },
    });
    for (const code of [
      'QUEUE_STATUS_ERROR',
      'QUEUE_RESULT_ERROR',
      'FILES_GET_ERROR',
      'FILES_DELETE_ERROR',
    ]) {
      expect(toDecartError(refused(code))).toMatchObject({
        code,
        status: 403,
        message: 'Failed to get it (HTTP 403): Forbidden.',
        retryable: false,
      });
    }
  });

  it('finds the message in the answers of other servers', () => {
    const body = '{"error":{"code":"504","message":"An error occurred with your deployment"}}';
    expect(toDecartError(processing(`504 - ${body}`)).message).toBe(
      'Processing failed (HTTP 504): An error occurred with your deployment. Try again in a moment.',
    );
  });

  it('turns the 422 list into sentences with their fields', () => {
    const body = JSON.stringify({
      detail: [
        { loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' },
        { loc: ['body', 'seed'], msg: 'Input should be a valid integer', type: 'int_parsing' },
      ],
    });
    expect(toDecartError(processing(`422 - ${body}`))).toMatchObject({
      code: 'INVALID_INPUT',
      status: 422,
      message:
        'Decart didn\'t accept the input: "prompt" is missing; "seed": Input should be a valid integer.',
    });
  });

  it("finds the status of a viewer's request in the cause of the SDK's signaling error", () => {
    const cause = new Error('watch-stream request failed (401): {"detail":"expired"}');
    expect(
      toDecartError({ code: 'WEBRTC_SIGNALING_ERROR', message: 'Signaling error', cause }),
    ).toMatchObject({
      code: 'UNAUTHORIZED',
      status: 401,
    });
  });
});

describe('inputs that the schemas of the SDK refuse', () => {
  const image = models.image('lucy-image-2');

  it('are named in one sentence', async () => {
    const empty = await thrownBy(() => sdk.process({ model: image, prompt: '', data: new Blob() }));
    expect(toDecartError(empty)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Invalid input for lucy-image-2: "prompt" must not be empty.',
    });

    // @ts-expect-error what plain JavaScript can do
    const missing = await thrownBy(() => sdk.process({ model: image, data: 5 }));
    expect(toDecartError(missing).message).toBe(
      'Invalid input for lucy-image-2: "prompt" is missing; "data" must be a File, Blob, stream or http(s) URL.',
    );

    const neither = await thrownBy(() =>
      sdk.queue.submit({ model: models.video('lucy-restyle-2'), data: new Blob() }),
    );
    expect(toDecartError(neither).message).toBe(
      "Invalid input for lucy-restyle-2: Must provide either 'prompt' or 'reference_image', but not both.",
    );
  });

  it('are read from a ZodError too', async () => {
    const custom = { name: 'mine', urlPath: '/v1/stream', fps: 25, width: 640 };
    // @ts-expect-error a definition without a height
    const thrown = await thrownBy(() => sdk.realtime.connect(null, { model: custom, onRemoteStream() {} }));
    expect(toDecartError(thrown)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Invalid input: "model.height" is missing.',
    });
  });

  it('keep the code of an unknown model', async () => {
    // @ts-expect-error no such model
    expect(toDecartError(await thrownBy(() => models.realtime('lucy-9'))).code).toBe('MODEL_NOT_FOUND');
  });
});

describe('what the realtime half of the SDK says only in words', () => {
  it.each([
    ['Concurrent session limit reached.', 'CONCURRENCY_LIMIT'],
    ['WebSocket closed: 1008 unauthorized', 'UNAUTHORIZED'],
    ['Model lucy-2.5 is not allowed for this token', 'MODEL_NOT_ALLOWED'],
    ['WebSocket closed: 1006 ', 'WEBRTC_WEBSOCKET_ERROR'],
    ['Connection timed out after 30000ms', 'WEBRTC_TIMEOUT_ERROR'],
    ['Invalid subscribe token', 'INVALID_INPUT'],
    ['Something else', 'WEBRTC_SIGNALING_ERROR'],
  ])('%s', (message, code) => {
    expect(toDecartError(new Error(message), 'WEBRTC_SIGNALING_ERROR').code).toBe(code);
  });

  it('recognizes what p-retry makes of a livekit-client that did not load', () => {
    const thrown = new TypeError('Non-error was thrown: "[object Object]". You should only throw errors.');
    expect(toDecartError(thrown, 'WEBRTC_SIGNALING_ERROR')).toMatchObject({
      code: 'LIVEKIT_INITIALIZATION_ERROR',
      // A browser remembers a failed import until the page is reloaded.
      retryable: false,
    });
  });
});
