import type { RealtimeSession } from '../realtime/types';
import { useSessionContext } from './sessionContext';

/**
 * The session of the enclosing `<RealtimeVideo>`, `<RealtimeRoot>` or `<RealtimeStreamProvider>`: for your own parts. It
 * is the same object at every render, and never causes a render.
 *
 * @example
 * ```tsx
 * function Neon() {
 *   const { setPrompt } = useRealtimeSession();
 *   return <button onClick={() => void setPrompt('neon city').catch(report)}>Neon</button>;
 * }
 * ```
 */
export function useRealtimeSession(): RealtimeSession {
  return useSessionContext('useRealtimeSession').session;
}
