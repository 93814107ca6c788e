import type { CustomModelDefinition, ModelDefinition, RealTimeModels } from '@decartai/sdk';

/**
 * Names of realtime models that Decart serves and this version of its SDK doesn't list yet, such as `lucy-2.6` or
 * `lucy-vton-3.5-4-3`. The rest of the definition is that of the newest known model of the family.
 */
export type OpenRealtimeModel = `lucy-2.${number}` | `lucy-vton-${string}` | `lucy-restyle-${string}`;

/** A realtime model by its name, or a definition: one of the SDK's, or your own. */
export type RealtimeModel =
  | RealTimeModels
  | OpenRealtimeModel
  | ModelDefinition<RealTimeModels>
  | CustomModelDefinition;

/** Whether both name or define the same model; definitions may be written inline. */
export function isSameModel(a: RealtimeModel, b: RealtimeModel): boolean {
  return a === b || identify(a) === identify(b);
}

function identify(model: RealtimeModel): string {
  if (typeof model === 'string') return model;
  // Not the input schema: it says nothing about the session, and may not be serializable.
  const { name, urlPath, width, height, fps } = model;
  return JSON.stringify([name, urlPath, width, height, fps]);
}
