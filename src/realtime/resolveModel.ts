import {
  type CustomModelDefinition,
  isRealtimeModel,
  type ModelDefinition,
  models,
  type RealTimeModels,
  resolveFpsNumber,
} from '@decartai/sdk';
import { modelNotFoundError } from '../client/modelNotFoundError';
import type { RealtimeModel } from './model';

/** A model with everything that a connection needs to know about it. */
export type ResolvedModel = ModelDefinition | CustomModelDefinition;

/** The newest model of each family that the SDK knows. Decart serves newer ones, such as `lucy-2.6` (October 2026). */
const FAMILIES: readonly { pattern: RegExp; newest: RealTimeModels }[] = [
  { pattern: /^lucy-2\.\d+(-|$)/, newest: 'lucy-2.5' },
  { pattern: /^lucy-vton-./, newest: 'lucy-vton-3.5' },
  { pattern: /^lucy-restyle-./, newest: 'lucy-restyle-2' },
];

/** Encoders work in blocks of 16 pixels. */
const BLOCK = 16;

/**
 * The definition of a realtime model.
 *
 * @throws `DecartError` `MODEL_NOT_FOUND` for a name that is neither known nor of a known family.
 */
export function resolveModel(model: RealtimeModel): ResolvedModel {
  if (typeof model !== 'string') return model;
  if (isRealtimeModel(model)) return models.realtime(model);
  const family = FAMILIES.find(({ pattern }) => pattern.test(model));
  if (!family) throw modelNotFoundError(model, 'realtime');
  return { ...models.realtime(family.newest), name: model, ...sizeInName(model, family.newest) };
}

/** `-4-3` and `-1-1` name the aspect ratio: the height stays the same. */
function sizeInName(name: string, newest: RealTimeModels): { width?: number } {
  const [, shape] = /-(4-3|1-1)$/.exec(name) ?? [];
  if (!shape) return {};
  const { height } = models.realtime(newest);
  return { width: Math.round((height * (shape === '4-3' ? 4 / 3 : 1)) / BLOCK) * BLOCK };
}

/** The constraints for the camera, as ideal values. */
export function sizeOf({ width, height, fps }: ResolvedModel) {
  return { width, height, frameRate: resolveFpsNumber(fps) };
}
