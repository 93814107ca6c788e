// The code that a session needs only when it is started: a separate chunk, with the SDK.
import { preloadLiveKit } from '../client/sdkClient';
import { resolveModel, sizeOf } from './resolveModel';
import { startRun } from './run';
import { createSessionInput } from './sessionInput';
import {
  createStartedSession as create,
  type StartedSession,
  type StartedSessionHost,
} from './startedSession';

export { createClientAuth } from '../auth/clientAuth';
export { preloadLiveKit } from '../client/sdkClient';

/** What a session has once it is started. */
export const createStartedSession = (host: StartedSessionHost): StartedSession =>
  create(host, { preloadLiveKit, resolveModel, sizeOf, createSessionInput, startRun });
