import { createTestPicture } from 'decart-react/sandbox';

// The site's build also runs this file, in Node, where nothing can be drawn.
const isBrowser = typeof document !== 'undefined';

/** A moving picture instead of a camera, so that the examples need no permission. */
export const testPicture = isBrowser ? createTestPicture({ width: 640, height: 360 }).stream : undefined;
