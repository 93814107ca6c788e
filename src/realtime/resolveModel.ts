import {
  type CustomModelDefinition,
  isRealtimeModel,
  type ModelDefinition,
  models,
  type RealTimeModels,
} from '@decartai/sdk';
import { DecartError } from '../errors/DecartError';

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
  throw new DecartError(
    'MODEL_NOT_FOUND',
    `"${String(model)}" is no realtime model. Use one that the SDK lists, such as "lucy-2.5", or a model definition of your own.`,
  );
}
