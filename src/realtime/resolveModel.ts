import {
  type CustomModelDefinition,
  isRealtimeModel,
  type ModelDefinition,
  models,
  type RealTimeModels,
} from '@decartai/sdk';
import { modelNotFound } from '../client/modelNotFound';

/** A realtime model by its name, or a definition: one of the SDK's or of your own. */
export type RealtimeModel = RealTimeModels | ModelDefinition<RealTimeModels> | CustomModelDefinition;

/**
 * The definition of a realtime model.
 *
 * @throws `DecartError` `MODEL_NOT_FOUND` for a name that the SDK does not know as one of a realtime model.
 */
export function resolveModel(model: RealtimeModel): ModelDefinition | CustomModelDefinition {
  if (typeof model !== 'string') return model;
  if (isRealtimeModel(model)) return models.realtime(model);
  throw modelNotFound(model, 'realtime');
}

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
