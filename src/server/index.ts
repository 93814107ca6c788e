export type { RequestHandler } from './handler/createHandler';
export type { OnServerEvent, ServerEvent, TokenAction, WaitUntil } from './handler/events';
export type { Authorized, HandlerOptions, HandlerTimeouts, UserId } from './handler/handlerOptions';
export type { ServerLogger } from './handler/log';
export type { OriginOptions } from './handler/origin';
export { getRequestEvent, type RequestEvent } from './handler/requestExtras';
export type { CallPlace, CallStore, EnterResult } from './limits/callStore';
export { checkStore } from './limits/checkStore';
export type { ConcurrencyOptions } from './limits/concurrency';
export { createMemoryStore } from './limits/memoryStore';
export type {
  RateLimitCount,
  RateLimitHook,
  RateLimitOptions,
  RateLimitRequest,
  RateLimitStore,
  RateLimitVerdict,
} from './limits/rateLimit';
export type { SharedStore } from './limits/sharedStore';
export type { QueuedResponse, SessionEvent, SessionsStats } from './line/createGate';
export type { LineAction, LineAnswer, LineCount, LineStep, LineStore } from './line/lineStore';
export type { SessionsOptions } from './line/sessionsOptions';
export { getNodeRequest } from './node/getNodeRequest';
export { type NodeHandler, type NodeRequest, type NodeResponse, toNodeHandler } from './node/toNodeHandler';
export {
  createProxyHandler,
  type OpenProxyHandlerOptions,
  type ProxyHandler,
} from './proxy/createProxyHandler';
export type { ProxyHandlerOptions, Timeouts } from './proxy/proxyOptions';
export type { ProxyAction, ProxyCall } from './proxy/routes';
export {
  createTokenHandler,
  type OpenTokenHandlerOptions,
  type TokenHandler,
  type TokenHandlerOptions,
  type TokenResponse,
  type TokenTimeouts,
} from './tokens/createTokenHandler';
export type { TokenOptions } from './tokens/tokenOptions';
