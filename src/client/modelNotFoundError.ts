import { listModels, type ModelKind } from '@decartai/sdk';
import { DecartError } from '../errors/DecartError';

/** The error for a name that isn't a model of this kind. It lists the names that are. */
export function modelNotFoundError(name: unknown, kind: ModelKind): DecartError {
  const names = listModels({ kind, canonicalOnly: true }).map((model) => model.name);
  const message = `Unknown ${kind} model "${String(name)}". Use one of ${names.join(', ')}, or pass a model definition.`;
  return new DecartError('MODEL_NOT_FOUND', message);
}
