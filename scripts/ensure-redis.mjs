// Runs before the tests: finds Redis, or installs it if possible.
import { ensureEngine, findRedis, REDIS } from './engine.mjs';

console.log(`Redis: ${ensureEngine(REDIS, findRedis)}`);
