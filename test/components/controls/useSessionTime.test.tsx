// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createClientCore } from '../../../src/client/createClientCore';
import { useSessionTime } from '../../../src/components/controls/useSessionTime';
import { createRealtimeSession } from '../../../src/realtime/realtimeSession';

const session = createRealtimeSession(createClientCore({ getToken: '/token' }), { model: 'lucy-2.5' });

it('shows the time that is left until a limit', () => {
  const { result } = renderHook(() => useSessionTime({ session, limitSeconds: 90 }));
  expect(result.current).toMatchObject({ text: '1:30', secondsLeft: 90, isEnding: false });
});

it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, null, '90'])('refuses a limit of %s', (limitSeconds) => {
  const options: object = { session, limitSeconds };
  expect(() => renderHook(() => useSessionTime(options))).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining('`limitSeconds`'),
    }),
  );
});
