// The code that a session needs only when it is started: a separate chunk, with the SDK.
export { createClientAuth } from '../auth/clientAuth';
export { preloadLiveKit } from '../client/sdkClient';
export { meterSession } from './meterSession';
export { resolveModel, sizeOf } from './resolveModel';
export { startRun } from './run';
export { createSessionInput } from './sessionInput';
export { createSessionPass } from './sessionPass';
