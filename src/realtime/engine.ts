export { runSession } from './runSession';
export { createSessionInput } from './sessionInput';
