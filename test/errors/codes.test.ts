import { ERROR_CODES as SDK_CODES } from '@decartai/sdk';
import { expect, it } from 'vitest';
import { DecartError, ERROR_CODES } from '../../src';
import { isErrorCode } from '../../src/errors/codes';

it('ERROR_CODES names every code, the SDK’s too, and each is a code of a DecartError', () => {
  expect(ERROR_CODES).toMatchObject(SDK_CODES);
  for (const [name, code] of Object.entries(ERROR_CODES)) {
    expect(code).toBe(name);
    expect(isErrorCode(code)).toBe(true);
    expect(new DecartError(code, 'What happened.').code).toBe(code);
  }
});
