import { expect, it } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { rethrowNotFatal } from '../../src/realtime/rethrowNotFatal';

const thrownFor = (thrown: unknown): unknown => {
  try {
    return rethrowNotFatal(thrown);
  } catch (error) {
    return error;
  }
};

it('keeps everything that the error says, except that it is fatal', () => {
  const cause = new Error('the reason');
  const options = { status: 429, detail: 'Slow down.', retryAfterSeconds: 7, retryable: false, cause };
  const error = thrownFor(new DecartError('RATE_LIMITED', 'Too many.', options));
  expect(error).toBeInstanceOf(DecartError);
  expect(error).toMatchObject({ code: 'RATE_LIMITED', message: 'Too many.', ...options, fatal: false });
});

it('makes an error of anything else', () => {
  expect(thrownFor('boom')).toMatchObject({ code: 'UNKNOWN', message: 'boom', fatal: false });
});
