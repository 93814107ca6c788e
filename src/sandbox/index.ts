export { createSandbox, type Sandbox, type SandboxOptions } from './createSandbox';
export type { SandboxEvent } from './eventLog';
export type { StartStage } from './faults/gates';
export type { SandboxFaults } from './faults/sandboxFaults';
export type { HttpControls } from './http/httpControls';
export type { SandboxSession } from './signaling/sandboxSession';
export { createTestPicture, type TestPicture, type TestPictureOptions } from './testPicture';
