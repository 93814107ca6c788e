import type { LineStore } from '../line/lineStore';
import type { CallStore } from './callStore';
import type { RateLimitStore } from './rateLimit';

/** A store for everything that processes share: rate limits, running calls, and the waiting line. */
export interface SharedStore extends RateLimitStore, CallStore, LineStore {}
