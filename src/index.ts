export type { AuthMode, CurrentToken, GetTokenOptions } from './auth/authSource';
export type { DecartToken, GetToken, TokenFetcher } from './auth/token';
export type { DecartClient } from './client/decartClient';
export type { DecartErrorCode } from './errors/codes';
export { DecartError, type DecartErrorOptions } from './errors/DecartError';
export { toDecartError } from './errors/toDecartError';
export { DecartProvider, type DecartProviderProps } from './provider/DecartProvider';
export { useDecartClient } from './provider/useDecartClient';
