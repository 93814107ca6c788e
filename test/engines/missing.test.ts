import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { whenMissing } from '../../scripts/engine.mjs';

const REDIS = { name: 'Redis', packages: ['redis-server'] };
const ENGINES = [
  ['Redis', 'scripts/ensure-redis.mjs'],
  ['Firefox', 'scripts/engines/firefox.mjs'],
  ['WebKit', 'scripts/engines/webkit.mjs'],
] as const;

/** Runs a script on a machine where no program can be found or installed. */
function runWithoutPrograms(script: string, env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { PATH: '/nowhere', ...env },
  });
  return { status, said: stderr };
}

it.each([
  ['true', true],
  ['1', true],
  ['', false],
  ['false', false],
  [undefined, false],
])('with CI=%s a missing engine is an error: %s', (CI, isError) => {
  expect(whenMissing(REDIS, { CI })).toMatchObject({ isError });
});

it.each(ENGINES)('on CI a missing %s fails, and the message says what to install', (name, script) => {
  const { status, said } = runWithoutPrograms(script, { CI: 'true' });
  expect(status).toBe(1);
  expect(said).toMatch(new RegExp(`^${name} was not found\\. .*must run.*apt-get install [\\w-]+`, 'm'));
});

it.each(ENGINES)('elsewhere a missing %s is a skip that says so', (name, script) => {
  const { status, said } = runWithoutPrograms(script, {});
  expect(status).toBe(0);
  expect(said).toMatch(new RegExp(`^${name} was not found\\. Its tests are skipped\\.`, 'm'));
});
