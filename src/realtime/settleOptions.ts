import type { ConnectionOptions } from './connection';
import type { ResolvedModel } from './resolveModel';
import type { RealtimeOptions } from './types';

type SettledOptions = Omit<ConnectionOptions, 'initial' | 'tracks'>;

/**
 * Options that stay fixed from a start on, for its connection and every reconnect. A change applies to the next start.
 */
export function settleOptions(
  model: ResolvedModel,
  {
    speed,
    queryParams,
    resolution,
    preferredVideoCodec,
    debugQuality,
    passthrough,
  }: Omit<RealtimeOptions, 'model'>,
): SettledOptions {
  return {
    model,
    queryParams: speed ? { ...queryParams, speed } : queryParams,
    resolution,
    preferredVideoCodec,
    debugQuality,
    passthrough,
  };
}
