const PATIENCE_MS = 3000;

const MESSAGE =
  'this browser gives WebRTC no local address. With no network, start Chromium with --allow-loopback-in-peer-connection, and ' +
  'allow WebRTC its non-proxied UDP.';

/**
 * Both ends of a session are in this page, and must connect by a local address.
 *
 * @throws if the browser provides none: a client would wait in vain, and blame a firewall
 */
export async function requireLocalAddress(): Promise<void> {
  const connection = new RTCPeerConnection();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    connection.createDataChannel('address');
    const isFound = new Promise<boolean>((resolve) => {
      connection.onicecandidate = ({ candidate }) => {
        // The end of the list is also a candidate; in some browsers its text is empty.
        resolve(Boolean(candidate?.candidate));
      };
      // A slow browser may still find one.
      timer = setTimeout(() => resolve(true), PATIENCE_MS);
    });
    await connection.setLocalDescription();
    if (!(await isFound)) throw new Error(MESSAGE);
  } finally {
    clearTimeout(timer);
    connection.onicecandidate = null;
    connection.close();
  }
}
