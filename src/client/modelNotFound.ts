import { listModels, type ModelKind } from '@decartai/sdk';
import { DecartError } from '../errors/DecartError';

/** For a name that is none of a model of this kind: names those that are. */
export function modelNotFound(name: unknown, kind: ModelKind): DecartError {
  const names = listModels({ kind, canonicalOnly: true }).map((model) => model.name);
  const message = `"${String(name)}" is no ${kind} model. Use ${names.join(', ')}, or a definition of your own.`;
  return new DecartError('MODEL_NOT_FOUND', message);
}
