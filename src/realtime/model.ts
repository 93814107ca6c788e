import type { CustomModelDefinition, ModelDefinition, RealTimeModels } from '@decartai/sdk';

/**
 * Names of realtime models that Decart serves but this version of its SDK doesn't list yet, such as `lucy-2.6` or
 * `lucy-vton-3.5-4-3`. The rest of the definition comes from the newest known model of the same family.
 */
export type OpenRealtimeModel = `lucy-2.${number}` | `lucy-vton-${string}` | `lucy-restyle-${string}`;

/** The name of a realtime model, or a definition: one of the SDK's, or your own. */
export type RealtimeModel =
  | RealTimeModels
  | OpenRealtimeModel
  | ModelDefinition<RealTimeModels>
  | CustomModelDefinition;

/** Whether both name or define the same model; definitions may be inline. */
export function isSameModel(a: RealtimeModel, b: RealtimeModel): boolean {
  return a === b || identify(a) === identify(b);
}

function identify(model: RealtimeModel): string {
  if (typeof model === 'string') return model;
  // The input schema isn't compared: it says nothing about the session, and may not be serializable.
  const { name, urlPath, width, height, fps } = model;
  return JSON.stringify([name, urlPath, width, height, fps]);
}
