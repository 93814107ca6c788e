import { expect, it } from 'vitest';
import { actionAfter } from '../../../src/components/player/errorAction';

it('offers after an error what can mend it', () => {
  for (const code of ['CAMERA_DENIED', 'CONNECT_TIMEOUT', 'UNAUTHORIZED'] as const) {
    expect(actionAfter(code)).toBe('retry');
  }
  expect(actionAfter('LIVEKIT_INITIALIZATION_ERROR')).toBe('reload');
  for (const code of ['REALTIME_NEEDS_TOKEN', 'MODEL_NOT_FOUND', 'UNSUPPORTED_BROWSER'] as const) {
    expect(actionAfter(code)).toBeNull();
  }
});
