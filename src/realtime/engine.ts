export { createRealtimeSession } from './realtimeSession';
