export type { IoRedisLike, NodeRedisLike, RedisClient, UpstashLike } from './client';
export { createRedisStore, type RedisStoreOptions } from './createRedisStore';
