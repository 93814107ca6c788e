export { createSandbox, type Sandbox, type SandboxOptions } from './createSandbox';
export type { SandboxEvent } from './eventLog';
export type { StartStage } from './faults/gates';
export type { SandboxFaults } from './faults/sandboxFaults';
export type { HttpControls } from './http/httpControls';
export type { JobTiming, SandboxJob } from './http/jobStore';
export type { ConnectionBreak, RequestFailure, RequestMatch } from './http/requestFaults';
export type { LoggedFile, SandboxRequest } from './http/requestLog';
export type { CustomEnding, SessionEnding } from './signaling/endings';
export type { SandboxSession } from './signaling/sandboxSession';
export { createTestPicture, type TestPicture, type TestPictureOptions } from './testPicture';
export type { SandboxSessionQueue } from './tokens/sessionQueue';
export type {
  SandboxGetToken,
  SandboxLineToken,
  SandboxPlainRequest,
  SandboxQueued,
  SandboxTokenRequest,
} from './tokens/waitingLine';
