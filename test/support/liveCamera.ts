import { expect } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { renderStream } from './renderStream';

/** For a camera: a small picture is enough. */
export const SMALL = { width: 320, height: 180 };
export const LIVE = { model: 'lucy-2.5', autoStart: true, input: SMALL } as const;
type View = ReturnType<typeof renderStream>;

export async function renderLive(options: Partial<RealtimeOptions> = {}) {
  const view = renderStream({ ...LIVE, ...options });
  await view.reached('generating');
  return view;
}

export const cameraOf = (view: View) => view.stream.localStream?.getVideoTracks()[0];
export const deviceOf = (view: View) => cameraOf(view)?.getSettings().deviceId;
export const isFor = (deviceId: string | undefined) => (constraints: MediaStreamConstraints) =>
  JSON.stringify(constraints).includes(String(deviceId));

export async function otherCamera(view: View) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const other = devices.findLast(
    ({ kind, deviceId }) => kind === 'videoinput' && deviceId !== deviceOf(view),
  );
  return other?.deviceId ?? '';
}

/** It is still the first session, without an error. */
export function expectUndisturbed(view: View) {
  expect(view.stream.status).toBe('generating');
  expect(view.statuses).toEqual(['connecting', 'connected', 'generating']);
  expect(view.sandbox.sessions).toHaveLength(1);
}
