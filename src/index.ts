export type { DecartErrorCode } from './errors/codes';
export { DecartError, type DecartErrorOptions } from './errors/DecartError';
export { toDecartError } from './errors/toDecartError';
