import { createTestPicture } from 'decart-react/sandbox';

// The site's build reads this file, too, where nothing can be drawn.
const isBrowser = typeof document !== 'undefined';

/** A moving picture in place of a camera, so that an example asks nobody for permission. */
export const testPicture = isBrowser ? createTestPicture({ width: 640, height: 360 }).stream : undefined;
