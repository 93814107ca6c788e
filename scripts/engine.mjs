// Finds the programs that tests drive (browsers, Redis), and decides what a missing one means.
import { findProgram, installPackages, isExecutable } from './debian.mjs';

export const REDIS = { name: 'Redis', packages: ['redis-server'] };

/** The path of a usable Redis or Valkey: `REDIS_PATH`, else the system's; or undefined. */
export function findRedis() {
  return [process.env.REDIS_PATH, findProgram('redis-server', 'valkey-server')].find(
    (path) => path && isExecutable(path),
  );
}

/**
 * A newcomer may lack an engine: then its tests are skipped. With `CI` set, that would hide tests that never ran, so it
 * is an error.
 */
export function whenMissing({ name, packages }, env = process.env) {
  const isError = Boolean(env.CI) && env.CI !== 'false';
  const outcome = isError
    ? 'CI is set, so its tests must run, and this is an error.'
    : 'Its tests are skipped.';
  return {
    isError,
    message: `${name} was not found. ${outcome} On Debian: apt-get install ${packages.join(' ')}`,
  };
}

/**
 * Finds an engine, or gets it from Debian. If neither works, says what is missing and ends the process: with an error where
 * `CI` is set.
 */
export function ensureEngine(engine, find) {
  const found = find() || (installPackages(...engine.packages) && find());
  if (found) return found;
  const { isError, message } = whenMissing(engine);
  console.error(message);
  process.exit(isError ? 1 : 0);
}
