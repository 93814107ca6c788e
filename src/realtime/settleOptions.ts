import type { ConnectionOptions } from './connection';
import type { ResolvedModel } from './resolveModel';
import type { RealtimeOptions } from './types';

type SettledOptions = Omit<ConnectionOptions, 'initial' | 'tracks'>;

/** What a connection is made with from the start on, and every reconnect: a change of it counts for the next start. */
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
