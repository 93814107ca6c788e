export { createSandbox, type SandboxOptions } from './createSandbox';
export { createTestPicture, type TestPicture, type TestPictureOptions } from './testPicture';
