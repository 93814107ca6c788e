import { expect, it } from 'vitest';
import { actionAfter } from '../../../src/components/player/errorAction';

it('offers to try again after every error, and a new page where only that helps', () => {
  for (const code of ['CAMERA_DENIED', 'CONNECT_TIMEOUT', 'UNAUTHORIZED', 'REALTIME_NEEDS_TOKEN'] as const) {
    expect(actionAfter(code)).toBe('retry');
  }
  expect(actionAfter('LIVEKIT_INITIALIZATION_ERROR')).toBe('reload');
});
