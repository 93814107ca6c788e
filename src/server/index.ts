export {
  createProxyHandler,
  type ProxyHandler,
  type ProxyHandlerOptions,
} from './createProxyHandler';
export {
  createTokenHandler,
  type TokenHandler,
  type TokenHandlerOptions,
  type TokenOptions,
  type TokenResponse,
} from './createTokenHandler';
export type { OnServerEvent, ServerEvent } from './events';
export type { Authorized, HandlerOptions, RequestHandler } from './handler';
export type { ServerLogger } from './log';
export { getNodeRequest } from './nodeRequests';
export type { OriginOptions } from './origin';
export type {
  RateLimitCount,
  RateLimitHook,
  RateLimitOptions,
  RateLimitRequest,
  RateLimitStore,
  RateLimitVerdict,
} from './rateLimit';
export type { ProxyAction, ProxyCall } from './routes';
export { type NodeHandler, type NodeRequest, type NodeResponse, toNodeHandler } from './toNodeHandler';
export type { Timeouts } from './upstream';
