import { ERROR_CODES } from '@decartai/sdk';
import { expect, it } from 'vitest';
import type { DecartErrorCode } from '../../src/errors/codes';
import { DecartError } from '../../src/errors/DecartError';

it('is an Error with a name, a code and a message', () => {
  const error = new DecartError('CAMERA_DENIED', 'The camera is blocked.');
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe('DecartError: The camera is blocked.');
  expect(error).toMatchObject({ code: 'CAMERA_DENIED', retryable: false, fatal: true });
  expect(error.status).toBeUndefined();
  expect('cause' in error).toBe(false);
});

it('knows for each code whether a retry may help, unless it is set', () => {
  expect(new DecartError('CONNECTION_LOST', '').retryable).toBe(true);
  expect(new DecartError('PROMPT_REJECTED', '').retryable).toBe(false);
  expect(new DecartError('PROCESSING_ERROR', '', { retryable: true }).retryable).toBe(true);
});

it('links to the page about its code', () => {
  const { docsUrl } = new DecartError('CAMERA_DENIED', 'The camera is blocked.');
  expect(new URL(docsUrl).pathname).toBe('/errors/camera_denied/');
});

it('has every code of the SDK', () => {
  const codes: DecartErrorCode[] = Object.values(ERROR_CODES);
  expect(codes.length).toBeGreaterThan(0);
});
