import { createTestPicture } from 'decart-react/sandbox';

/** A moving picture in place of a camera, so that an example asks nobody for permission. */
export const { stream: testPicture } = createTestPicture({ width: 640, height: 360 });
