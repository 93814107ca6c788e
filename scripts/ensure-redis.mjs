// Before the tests: makes sure that there is a Redis, and gets one where this machine lets us. Without it its tests are skipped.
import { findProgram, installPackages } from './debian.mjs';

const find = () => process.env.REDIS_PATH ?? findProgram('redis-server', 'valkey-server');
if (!find()) {
  console.log('No Redis found: getting one for the tests of the store that processes share.');
  installPackages('redis-server');
}
console.log(
  find() ? `Redis: ${find()}` : 'No Redis: what needs one is skipped. Set REDIS_PATH to a redis-server.',
);
