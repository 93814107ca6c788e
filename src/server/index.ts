export type { Authorized, HandlerOptions, RequestHandler } from './handler/createHandler';
export type { OnServerEvent, ServerEvent } from './handler/events';
export type { ServerLogger } from './handler/log';
export type { OriginOptions } from './handler/origin';
export type {
  RateLimitCount,
  RateLimitHook,
  RateLimitOptions,
  RateLimitRequest,
  RateLimitStore,
  RateLimitVerdict,
} from './limits/rateLimit';
export { getNodeRequest } from './node/nodeRequests';
export { type NodeHandler, type NodeRequest, type NodeResponse, toNodeHandler } from './node/toNodeHandler';
export {
  createProxyHandler,
  type ProxyHandler,
  type ProxyHandlerOptions,
} from './proxy/createProxyHandler';
export type { ProxyAction, ProxyCall } from './proxy/routes';
export {
  createTokenHandler,
  type TokenHandler,
  type TokenHandlerOptions,
  type TokenOptions,
  type TokenResponse,
} from './tokens/createTokenHandler';
export type { Timeouts } from './upstream/callUpstream';
