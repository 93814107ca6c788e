// Runs the checks that take too long for every change, one after the other, and lists those that failed.
//
//   npm run check:all
import { spawnSync } from 'node:child_process';

/** Names of npm scripts. Each also runs on its own, after `npm run build`. */
const CHECKS = [
  'check:bundlers',
  'check:spelling',
  'check:docs',
  'check:styles',
  'check:apps',
  'check:usages',
  'check:sdk',
  'test:long',
  'check:fast-refresh',
  'check:page-life',
  'check:waiting-line',
  'test:firefox',
  'test:webkit',
  'test:msw',
  'check:runtimes',
  'check:frameworks',
  'test:react-18',
  'check:examples',
  'check:example-line',
  'check:example-vite',
];

const failed = CHECKS.filter((name) => {
  console.log(`\n${name}`);
  return spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' }).status !== 0;
});
console.log(failed.length === 0 ? `\nAll ${CHECKS.length} passed.` : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
