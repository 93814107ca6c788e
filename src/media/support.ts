import { DecartError } from '../errors/DecartError';

/**
 * Reports at once what would make a live session fail later.
 *
 * @throws `DecartError` `UNSUPPORTED_BROWSER` in an insecure context, or without WebRTC or a camera API.
 */
export function assertRealtimeSupport(needsDevice: boolean): void {
  if (!globalThis.isSecureContext) {
    throw new DecartError(
      'UNSUPPORTED_BROWSER',
      'Cameras and realtime video work on secure pages only. Serve this page over https, or from localhost.',
    );
  }
  if (typeof RTCPeerConnection === 'undefined' || typeof WebSocket === 'undefined') {
    throw new DecartError(
      'UNSUPPORTED_BROWSER',
      "This browser doesn't support WebRTC. Realtime video needs a current Chrome, Edge, Firefox or Safari.",
    );
  }
  if (needsDevice && !navigator.mediaDevices?.getUserMedia) {
    throw new DecartError(
      'UNSUPPORTED_BROWSER',
      "This browser doesn't give pages access to cameras and microphones.",
    );
  }
}
