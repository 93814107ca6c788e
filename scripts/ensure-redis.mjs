// Before the tests: makes sure that there is a Redis, and gets one where this machine lets us.
import { ensureEngine, findRedis, REDIS } from './engine.mjs';

console.log(`Redis: ${ensureEngine(REDIS, findRedis)}`);
